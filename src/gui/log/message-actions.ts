import { placeKey } from "../../client/place-key.ts";
import { openEmojiPicker } from "../emoji/open-emoji-picker.ts";
import { copyText } from "../parts/copy-text.ts";
import { attempt, linkTo, openThread } from "../view.ts";
import { edit as beginEdit, deleting, focusComposer } from "./editing.ts";
import type { MessagePlace } from "./message-marks.tsx";
import { markedUnread } from "./read-marker.ts";

/** The root of the thread in which an answer to this message stands. */
export function rootOf({ message }: MessagePlace): number {
	return message.thread ?? message.seq;
}

export function reply(place: MessagePlace): void {
	if (place.where === "thread") return focusComposer("thread");
	openThread(place.room.id, rootOf(place));
}

export function edit({ room, message, where }: MessagePlace): void {
	beginEdit(room, message, where);
}

/** One's reaction of this kind is given, or taken back. */
export function toggleReaction({ client, room, message }: MessagePlace, emoji: string): void {
	const me = client.me.peek()?.id ?? 0;
	const mine = message.reactions?.some((reaction) => reaction.emoji === emoji && reaction.users.includes(me));
	void attempt(() => client.react(room.id, message.seq, emoji, !mine));
}

/** The focus comes back to the message: its bar may be gone by then. */
export function pickReaction(place: MessagePlace, article: HTMLElement | null, anchor: HTMLElement): void {
	article?.focus({ preventScroll: true });
	const { client, room, message } = place;
	openEmojiPicker(anchor, (emoji) => void attempt(() => client.react(room.id, message.seq, emoji, true)));
}

export function copyBody({ message }: MessagePlace): void {
	void attempt(() => copyText(message.body));
}

/** Where a message stands only in its thread, the link opens that. */
export function copyLink({ room, message }: MessagePlace): void {
	const thread = message.inRoom ? undefined : message.thread;
	void attempt(() => copyText(linkTo(room.id, message.seq, thread)));
}

export function isSaved({ client, room, message }: MessagePlace): boolean {
	return client.saved.value.has(placeKey(room.id, message.seq));
}

export function toggleSaved(place: MessagePlace): void {
	const { client, room, message } = place;
	void attempt(() => client.save(room.id, message.seq, !isSaved(place)));
}

export function togglePinned({ client, room, message }: MessagePlace): void {
	void attempt(() => client.pin(room.id, message.seq, !message.pinned));
}

/** In the log, or in the thread: wherever the message was pointed at. */
export function markUnread({ client, room, message: { seq, thread }, where }: MessagePlace): void {
	if (where === "thread" && thread !== undefined) {
		markedUnread.value = { room: room.id, root: thread, seq };
		return void attempt(() => client.markThreadRead(client.thread(room, thread), seq, true));
	}
	markedUnread.value = { room: room.id, seq };
	void attempt(() => client.markUnread(room, seq));
}

export function isFollowed(place: MessagePlace): boolean {
	return place.client.threadMarks.value.get(placeKey(place.room.id, rootOf(place)))?.following ?? false;
}

export function toggleFollowed(place: MessagePlace): void {
	void attempt(() => place.client.follow(place.room.id, rootOf(place), !isFollowed(place)));
}

export function askToDelete({ room, message }: MessagePlace): void {
	deleting.value = { room, message };
}
