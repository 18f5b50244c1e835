import type { Person } from "../../../core/presence.ts";
import type { Message, Room } from "../../../protocol/entities.ts";
import { has } from "../capabilities.ts";
import { findOwnRoom, findQuery } from "../find-room.ts";
import type { IrcClient } from "../irc-client.ts";
import { channelOf, isChannel, placeOf, queryWith } from "../names.ts";
import type { Outgoing } from "../outgoing.ts";
import { messageLines } from "../render/change.ts";
import type { PersonCommand } from "./command.ts";

const MOST = 200;

/** IRCv3 draft/chathistory: LATEST, BEFORE, AFTER and AROUND. */
export const chathistory: PersonCommand = {
	name: "CHATHISTORY",
	minParams: 4,
	async run(client, { params }, person) {
		const [sub = "", target = "", reference = "*", limit = ""] = params;
		const kind = sub.toUpperCase();
		if (!["LATEST", "BEFORE", "AFTER", "AROUND"].includes(kind)) {
			return client.fail("CHATHISTORY", "INVALID_PARAMS", sub.slice(0, 64), "There is no such subcommand here");
		}
		const room = isChannel(target)
			? await findOwnRoom(client, target, person)
			: await findQuery(client, target, person);
		if (!room)
			return client.fail("CHATHISTORY", "INVALID_TARGET", sub, target.slice(0, 64), "Messages could not be had");
		const count = Math.min(MOST, Number(/^\d+$/.test(limit) ? limit : 0));
		if (count === 0) return client.fail("CHATHISTORY", "INVALID_PARAMS", sub, limit.slice(0, 64), "Invalid limit");
		const seq = await seqOf(client, person, room, reference);
		if (seq === null)
			return client.fail("CHATHISTORY", "INVALID_PARAMS", sub, reference.slice(0, 64), "Invalid reference");
		const found = await read(client, person, room, kind, seq, count);
		show(client, room, target, found);
	},
};

/** Zero stands for `*`: no reference. */
async function seqOf(client: IrcClient, person: Person, room: Room, reference: string): Promise<number | null> {
	if (reference === "*") return 0;
	const place = placeOf(/^msgid=(.+)$/.exec(reference)?.[1] ?? "");
	if (place) return place.room === room.id ? place.seq : null;
	const at = Date.parse(/^timestamp=(.+)$/.exec(reference)?.[1] ?? "");
	return Number.isNaN(at) ? null : firstFrom(client, person, room, at);
}

/** The number of the first message at this time or later, by halving: times hardly ever go back in a room. */
async function firstFrom(client: IrcClient, person: Person, room: Room, at: number): Promise<number> {
	const { history } = client.context.core;
	let low = 0;
	let high = (await client.context.core.rooms.summary(person, room.id)).head + 1;
	while (low + 1 < high) {
		const middle = Math.floor((low + high) / 2);
		const { messages } = await client.patiently(() => history.page(person, room.id, { after: middle - 1 }, 1));
		const [found] = messages;
		if (!found || found.at >= at) high = middle;
		else low = Math.max(middle, found.seq);
	}
	return high;
}

async function read(
	client: IrcClient,
	person: Person,
	room: Room,
	kind: string,
	seq: number,
	count: number,
): Promise<Message[]> {
	const { history } = client.context.core;
	const page = (where: { before?: number; after?: number; around?: number }, limit = count) =>
		client.patiently(() => history.page(person, room.id, where, limit));
	if (kind === "LATEST") {
		const { messages } = await page({});
		return messages.filter((message) => message.seq > seq);
	}
	if (kind === "AFTER") return (await page({ after: seq })).messages;
	if (kind === "BEFORE") return (await page(seq === 0 ? {} : { before: seq })).messages;
	return (await page({ around: seq })).messages;
}

/** What was said; deleted messages are in no history. */
function show(client: IrcClient, room: Room, asked: string, messages: readonly Message[]): void {
	const { settings, secrets } = client.context;
	const me = client.person?.user.id ?? 0;
	const other = queryWith(room, me);
	const lines: Outgoing[] = [];
	for (const message of messages) {
		if (message.kind !== "text" || message.deleted) continue;
		const target = other ? (message.author?.id === me ? other.name : client.nick) : channelOf(room);
		const place = { room, target, serverName: settings.serverName, baseUrl: settings.baseUrl };
		lines.push(...messageLines(message, place));
	}
	if (!has(client.capabilities, "batch")) {
		for (const line of lines) client.answer(line);
		return;
	}
	const id = `h${secrets.randomToken().slice(0, 8)}`;
	client.answer({ command: "BATCH", params: [`+${id}`, "chathistory", asked] });
	for (const line of lines) client.answer({ ...line, batch: id });
	client.answer({ command: "BATCH", params: [`-${id}`] });
}
