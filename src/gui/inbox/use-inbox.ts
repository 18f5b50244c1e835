import { useComputed, useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Client } from "../../client/client.ts";
import type { AnswerTo } from "../../protocol/down.ts";
import { type InboxItem, inboxItems, updated, withoutGone } from "./items.ts";

const QUIET_MS = 250;

/** What waits, as the server counts it: asked for again when something here or on another device has changed. */
export function useInbox(client: Client) {
	const items = useSignal<readonly InboxItem[] | null>(null);
	const error = useSignal<string | null>(null);
	const answer = useSignal<AnswerTo<"inbox"> | null>(null);
	const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

	// The answer brings its marks with it: only what they say is heard, or asking would never end.
	const changes = useComputed(() => {
		const marks = [...client.threadMarks.value.values()];
		const rooms = [...client.rooms.value.values()];
		return [
			...marks.map(({ room, root, following, readSeq, unread }) => [room, root, following, readSeq, unread].join(":")),
			...rooms.map(({ id, mentions, notify }) => [id, mentions.value, notify.value].join(":")),
			...goneOf(answer.value),
		].join();
	});
	/** Which of the answer's messages are gone by now: a thread may have another last one. */
	function goneOf(told: AnswerTo<"inbox"> | null): number[] {
		const last = told?.threads.flatMap(({ mark, last }) => (last ? [{ room: mark.room, seq: last.seq }] : [])) ?? [];
		return last.filter(({ room, seq }) => client.isGone(room, seq)).map(({ seq }) => seq);
	}
	useSignalEffect(() => {
		void changes.value;
		if (client.connection.value.state !== "online") return;
		clearTimeout(timer.current);
		timer.current = setTimeout(ask, answer.peek() === null ? 0 : QUIET_MS);
	});
	useEffect(() => () => clearTimeout(timer.current), []);

	async function ask() {
		try {
			answer.value = await client.inbox();
			error.value = null;
		} catch (cause) {
			if (answer.peek() === null) error.value = cause instanceof Error ? cause.message : String(cause);
		}
	}

	useSignalEffect(() => {
		if (answer.value === null) return;
		const now = inboxItems(answer.value, client.rooms.value, client.threadMarks.value);
		const shown = items.peek();
		const all = shown === null ? now : updated(shown, now);
		items.value = withoutGone(all, (room, seq) => client.isGone(room, seq));
	});
	return { items, error };
}
