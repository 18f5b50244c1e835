import type { Person } from "../../../core/presence.ts";
import type { RoomSummary } from "../../../protocol/entities.ts";
import { has } from "../capabilities.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import { readStretch } from "../history.ts";
import { targetOf } from "../names.ts";
import { historyLines, showBatch } from "./history.ts";

const MOST_A_ROOM = 50;

/**
 * What is unread, for clients that cannot ask for it by CHATHISTORY. Only with server-time: whoever takes old messages
 * for new ones, such as a bot, is better off without.
 */
export async function showMissed(client: IrcClient, person: Person, rooms: readonly RoomSummary[]): Promise<void> {
	const { capabilities } = client;
	if (has(capabilities, "draft/chathistory") || !has(capabilities, "server-time")) return;
	for (const room of rooms) {
		// Replies that stand in their thread alone are in no count of the room's. A room may have been left meanwhile.
		if (room.archived || room.head <= room.readSeq || client.over || !person.rooms.has(room.id)) continue;
		const unread = { after: room.readSeq + 1, before: room.head + 1, from: "end" } as const;
		const missed = await readStretch(client, person, room, unread, MOST_A_ROOM);
		const lines = missed.length > 0 ? await historyLines(client, person, room, missed) : [];
		if (lines.length > 0) showBatch(client, "chathistory", [targetOf(room, person.user.id)], lines);
	}
}
