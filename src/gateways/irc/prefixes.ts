import type { Room } from "../../protocol/entities.ts";
import { has } from "./capabilities.ts";
import type { IrcClient } from "./connection/irc-client.ts";

/** What a member is in a room, highest first: `@` moderates it, as who made it does, and `+` speaks in it. */
export function statusOf(room: Room, user: number): string {
	const moderator = (room.creator === user && !room.lobby) || room.moderators?.includes(user);
	return `${moderator ? "@" : ""}${room.speakers?.includes(user) ? "+" : ""}`;
}

/** As this client is shown it: the highest one, or all of them by multi-prefix. */
export function prefixOf(client: IrcClient, room: Room, user: number): string {
	const status = statusOf(room, user);
	return has(client.capabilities, "multi-prefix") ? status : status.slice(0, 1);
}
