import type { Person } from "../../../core/presence.ts";
import type { Room } from "../../../protocol/entities.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import { readingKey } from "../connection/own-key.ts";
import { targetOf } from "../names.ts";
import type { Outgoing } from "../outgoing.ts";

/** When the message was said up to which they have read; null where they have read none. */
async function readAt(client: IrcClient, person: Person, room: Room, seq: number): Promise<number | null> {
	if (seq === 0) return null;
	const { history } = client.context.core;
	const before = { before: seq + 1 };
	const { messages } = await client.patiently(() => history.pageWithThreads(person, room.id, before, 1));
	return messages.at(-1)?.at ?? null;
}

/** IRCv3 draft/read-marker: MARKREAD with a time, or `*` where none is known. */
export function markerLine(target: string, at: number | null): Outgoing {
	return { command: "MARKREAD", params: [target, at === null ? "*" : `timestamp=${new Date(at).toISOString()}`] };
}

/** The same of a room that they are in, and have read up to this number. */
export async function readMarker(client: IrcClient, person: Person, room: Room, seq: number): Promise<Outgoing> {
	return markerLine(targetOf(room, person.user.id), await readAt(client, person, room, seq));
}

/** They have read on. A client that has said so itself is answered. */
export async function tellReadMarker(client: IrcClient, room: Room, seq: number): Promise<void> {
	if (client.person && !client.own.has(readingKey(room.id))) {
		client.tell(await readMarker(client, client.person, room, seq));
	}
}
