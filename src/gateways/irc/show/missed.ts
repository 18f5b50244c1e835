import type { Person } from "../../../core/presence.ts";
import type { RoomSummary } from "../../../protocol/entities.ts";
import { has } from "../capabilities.ts";
import type { IrcClient } from "../irc-client.ts";
import { channelOf, queryWith } from "../names.ts";
import { historyLines, showBatch } from "./history.ts";

const MOST_A_ROOM = 50;

/**
 * What is unread, for clients that cannot ask for it by CHATHISTORY. Only with server-time: whoever takes old messages
 * for new ones, such as a bot, is better off without.
 */
export async function showMissed(client: IrcClient, person: Person, rooms: readonly RoomSummary[]): Promise<void> {
	const { capabilities, context } = client;
	if (has(capabilities, "draft/chathistory") || !has(capabilities, "server-time")) return;
	for (const room of rooms) {
		if (room.archived || room.unread === 0 || client.over) continue;
		const { messages } = await client.patiently(() => context.core.history.page(person, room.id, {}, MOST_A_ROOM));
		const missed = messages.filter(({ seq }) => seq > room.readSeq && seq <= room.head);
		const target = queryWith(room, person.user.id)?.name ?? channelOf(room);
		if (missed.length > 0) showBatch(client, "chathistory", [target], historyLines(client, room, missed));
	}
}
