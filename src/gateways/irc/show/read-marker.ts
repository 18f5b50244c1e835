import type { Person } from "../../../core/presence.ts";
import type { Room } from "../../../protocol/entities.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import { readingKey } from "../connection/own-key.ts";
import { targetOf } from "../names.ts";
import type { Outgoing } from "../outgoing.ts";
import { placeRead } from "../read-times.ts";

/** Where nothing was said for longer, the time of what happened last stands for it. */
const LOOKED_BACK = 50;

/** When the last message was said of those up to this number; null where there is none. */
async function lastSaid(client: IrcClient, person: Person, room: Room, seq: number): Promise<number | null> {
	if (seq === 0) return null;
	const { history } = client.context.core;
	const before = { before: seq + 1 };
	const page = (count: number) => client.patiently(() => history.pageWithThreads(person, room.id, before, count));
	let { messages, more } = await page(1);
	if (more && messages[0]?.kind === "system") ({ messages, more } = await page(LOOKED_BACK));
	const said = messages.findLast(({ kind }) => kind === "text") ?? (more ? messages.at(-1) : null);
	return said?.at ?? null;
}

/** Until when they have read, who have read up to this number; null where they have read nothing. */
export async function readUntil(client: IrcClient, person: Person, room: Room, seq: number): Promise<number | null> {
	const { id } = person.user;
	const at = await lastSaid(client, person, room, seq);
	const told = client.context.readTimes.of(id, placeRead(room, id), seq);
	return at === null || told === null ? (at ?? told) : Math.max(at, told);
}

/** IRCv3 draft/read-marker: MARKREAD with a time, or `*` where none is known. */
export function markerLine(target: string, at: number | null): Outgoing {
	return { command: "MARKREAD", params: [target, at === null ? "*" : `timestamp=${new Date(at).toISOString()}`] };
}

/** The same of a room that they are in, and have read up to this number. */
export async function readMarker(client: IrcClient, person: Person, room: Room, seq: number): Promise<Outgoing> {
	return markerLine(targetOf(room, person.user.id), await readUntil(client, person, room, seq));
}

/** They have read on. A client that has said so itself is answered. */
export async function tellReadMarker(client: IrcClient, room: Room, seq: number): Promise<void> {
	if (client.person && !client.own.has(readingKey(room.id))) {
		client.tell(await readMarker(client, client.person, room, seq));
	}
}
