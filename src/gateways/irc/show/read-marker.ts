import type { Room } from "../../../protocol/entities.ts";
import type { IrcClient } from "../irc-client.ts";
import { channelOf, queryWith } from "../names.ts";

/** When the message was said up to which they have read; null where they have read none. */
async function readAt(client: IrcClient, room: Room, seq: number): Promise<number | null> {
	const { person, context } = client;
	if (!person || seq === 0) return null;
	const { messages } = await client.patiently(() => context.core.history.page(person, room.id, { before: seq + 1 }, 1));
	return messages.at(-1)?.at ?? null;
}

/** IRCv3 draft/read-marker: MARKREAD with a time, or `*`. */
export async function readMarker(client: IrcClient, room: Room, target: string, seq: number) {
	const at = await readAt(client, room, seq);
	return { command: "MARKREAD", params: [target, at === null ? "*" : `timestamp=${new Date(at).toISOString()}`] };
}

export async function tellReadMarker(client: IrcClient, room: Room, seq: number): Promise<void> {
	const target = queryWith(room, client.person?.user.id ?? 0)?.name ?? channelOf(room);
	client.tell(await readMarker(client, room, target, seq));
}
