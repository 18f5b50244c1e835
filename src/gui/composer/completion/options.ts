import type { Client } from "../../../client/client.ts";
import type { ListedRoom } from "../../../protocol/entities.ts";
import { loadEmoji, loadedEmoji } from "../../emoji/load-emoji.ts";
import { COMMANDS } from "../commands/commands.ts";
import type { ComposerModel } from "../composer-model.ts";
import { emojiOptions } from "./emoji-options.ts";
import type { Option } from "./option.ts";
import { everyoneOptions, memberOptions, otherOptions } from "./people-options.ts";
import { listedOptions, roomOptions } from "./room-options.ts";
import type { Token } from "./token.ts";

/** The server is asked when the typing rests so long. */
const ASK_AFTER_MS = 150;
const DIRECTORY_GOOD_FOR_MS = 30_000;

/** What is known here already. */
export function nearOptions({ client, room }: ComposerModel, { kind, query }: Token): Option[] {
	switch (kind) {
		case "person":
			return [...memberOptions(client, room, query), ...everyoneOptions(room, query)];
		case "room":
			return roomOptions(client, query);
		case "emoji": {
			const data = loadedEmoji();
			return data ? emojiOptions(data, query) : [];
		}
		case "command":
			return COMMANDS.filter(({ name }) => name.startsWith(query.toLowerCase())).map(({ name, takes, does }) => ({
				key: `/${name}`,
				insert: `/${name} `,
				label: `/${name}`,
				takes,
				detail: does,
				sign: { kind: "none" },
			}));
	}
}

/** What else the server knows; nothing where `wanted` says that something else is asked for by now. */
export async function farOptions(
	{ client, room }: ComposerModel,
	{ kind, query }: Token,
	wanted: () => boolean,
): Promise<Option[]> {
	if (kind === "emoji") await loadEmoji();
	if (kind === "person" && room.members.peek() === null) await client.loadMembers(room);
	if (kind === "emoji" || kind === "command" || query === "") return [];
	await new Promise((resolve) => setTimeout(resolve, ASK_AFTER_MS));
	if (!wanted()) return [];
	if (kind === "person") return otherOptions(room, await client.people.find(query));
	return listedOptions(await directoryOf(client), query);
}

const directories = new WeakMap<Client, { at: number; rooms: Promise<ListedRoom[]> }>();

function directoryOf(client: Client): Promise<ListedRoom[]> {
	const known = directories.get(client);
	if (known && Date.now() - known.at < DIRECTORY_GOOD_FOR_MS) return known.rooms;
	const rooms = client.directory();
	directories.set(client, { at: Date.now(), rooms });
	rooms.catch(() => directories.delete(client));
	return rooms;
}
