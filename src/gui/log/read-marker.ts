import { signal } from "@preact/signals";
import type { RefObject } from "preact";
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Client } from "../../client/client.ts";
import type { Room } from "../../client/room.ts";
import { useSettled } from "./use-settled.ts";

/** The message that one has just marked as unread, in its room's log or, with `root`, in its thread. */
export const markedUnread = signal<{ room: number; root?: number; seq: number } | null>(null);

/**
 * Where the *New* line stands, and the telling of what was read: what is at the bottom of a window that somebody looks
 * at. The line stays where it was when the room was opened, or when one came back to the window, so that one can find it.
 * Where somebody marks a message as unread, the line goes there, and nothing is told until they `look` or come again.
 */
export function useReadMarker(client: Client, room: Room, atBottom: RefObject<boolean>) {
	const [newAfter, setNewAfter] = useState<number | null>(() => (room.unread.peek() > 0 ? room.readSeq.peek() : null));
	const kept = useRef(false);

	const tell = useCallback(() => {
		const last = room.messages.peek().at(-1);
		if (!last || !atBottom.current || kept.current) return;
		if (!document.hasFocus() || document.visibilityState !== "visible") return;
		// Asked for again with the next message or look.
		client.markRead(room, last.seq).catch(() => undefined);
	}, [client, room, atBottom]);

	const seen = useSettled(tell);
	const look = useCallback(() => {
		kept.current = false;
		seen();
	}, [seen]);

	useEffect(() => {
		const keep = (readSeq: number) => {
			kept.current = true;
			setNewAfter(readSeq);
		};
		markedUnread.value = null;
		const stopMarked = markedUnread.subscribe((marked) => {
			if (marked?.room === room.id && marked.root === undefined) keep(marked.seq - 1);
		});
		// On another of one's devices.
		let last = room.readSeq.peek();
		const stopMoved = room.readSeq.subscribe((readSeq) => {
			if (readSeq < last) keep(readSeq);
			last = readSeq;
		});
		return () => {
			stopMarked();
			stopMoved();
		};
	}, [room]);

	useEffect(() => {
		const onLook = () => {
			if (room.unread.peek() > 0) setNewAfter(room.readSeq.peek());
			seen();
		};
		addEventListener("focus", onLook);
		return () => removeEventListener("focus", onLook);
	}, [room, seen]);

	return { newAfter, seen, look };
}
