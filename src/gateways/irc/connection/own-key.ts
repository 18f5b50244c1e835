import { msgidOf } from "../names.ts";
import type { RoomChange } from "../render/change.ts";

/** Names a reaction before it is made. */
export function reactionKey(user: number, place: { room: number; seq: number }, emoji: string, on: boolean): string {
	return `${on ? "+" : "-"}${user} ${msgidOf(place.room, place.seq)} ${emoji}`;
}

export function deletionKey(place: { room: number; seq: number }): string {
	return `deleted ${msgidOf(place.room, place.seq)}`;
}

/** Names that one reads on in a room. */
export function readingKey(room: number): string {
	return `read ${room}`;
}

/** By which the client that did something knows it again when it comes in: a post's nonce, the reaction, the deletion. */
export function ownKeyOf({ room, message, kind }: RoomChange): string | null {
	if (kind.type === "posted") return message.nonce ?? null;
	if (kind.type === "reacted") return reactionKey(kind.by.id, { room, seq: message.seq }, kind.emoji, kind.on);
	return kind.type === "deleted" ? deletionKey({ room, seq: message.seq }) : null;
}
