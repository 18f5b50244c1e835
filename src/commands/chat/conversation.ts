import type { ReadonlySignal } from "@preact/signals-core";
import type { Client } from "../../client/client.ts";
import type { Room } from "../../client/room.ts";
import type { Message } from "../../protocol/entities.ts";
import { ParlourError } from "../../protocol/errors.ts";
import { namesIn } from "../../tui/names-in.ts";
import { ChatEnd, EXIT } from "./exit-codes.ts";
import type { ChatOptions } from "./options.ts";

/** What a script reads and writes: a room, or a thread in it. */
export interface Conversation {
	room: Room;
	thread: number | undefined;
	messages: ReadonlySignal<readonly Message[]>;
}

/** Goes where the options say, and loads it. Throws ChatEnd where that cannot be. */
export async function enterConversation(client: Client, options: ChatOptions): Promise<Conversation> {
	const room = await find(client, options);
	await client.open(room);
	if (options.thread === null) return { room, thread: undefined, messages: room.messages };
	const thread = client.thread(room, options.thread);
	await client.openThread(thread).catch((cause: unknown) => {
		throw noSuch(cause, `Cannot go to thread ${options.thread}`);
	});
	return { room, thread: thread.root, messages: thread.messages };
}

async function find(client: Client, options: ChatOptions): Promise<Room> {
	if (options.room?.startsWith("@")) {
		return client.openDirect(namesIn(options.room)).catch((cause: unknown) => {
			throw noSuch(cause, `Cannot go to room ${options.room}`);
		});
	}
	const wanted = options.room?.toLowerCase();
	const fits = ({ name, lobby }: { name: string; lobby?: true | undefined }) =>
		wanted === undefined ? lobby === true : name.toLowerCase() === wanted;
	const mine = [...client.rooms.peek().values()].find(({ info }) => fits(info.peek()));
	if (mine) return mine;
	const listed = (await client.directory()).find(fits);
	if (listed && options.join) return client.join(listed.id);
	const why = listed ? "you are not in it, and --join joins it" : "it does not exist, or is not yours";
	throw new ChatEnd(EXIT.noSuchRoom, `Cannot go to room ${options.room}: ${why}`);
}

/** What the server refused, as an end; a lost connection stays what it is. */
function noSuch(cause: unknown, what: string): unknown {
	return cause instanceof ParlourError ? new ChatEnd(EXIT.noSuchRoom, `${what}: ${cause.message}`) : cause;
}
