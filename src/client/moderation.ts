import type { Account, Room as RoomInfo } from "../protocol/entities.ts";
import { hasVoice, moderates } from "../protocol/moderation.ts";

/** Whether one decides this room's rules, and may rename, archive and take others out of it. */
export function mayModerate(me: Account, room: RoomInfo): boolean {
	return moderates(me, room);
}

/** Whether one may post, as far as the room tells; who is banned is known to the server alone. */
export function maySpeak(me: Account, room: RoomInfo): boolean {
	return !room.archived && (!room.announcement || hasVoice(me, room));
}
