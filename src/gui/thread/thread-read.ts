import type { RefObject } from "preact";
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Client } from "../../client/client.ts";
import type { Thread } from "../../client/thread.ts";
import { markedUnread } from "../log/read-marker.ts";
import { useSettled } from "../log/use-settled.ts";

const AT_BOTTOM_PX = 24;

/**
 * Where the *New* line stands in a thread, and the telling of what was read of it: once its end is in sight of a window
 * that somebody looks at. Marked as unread here, it stays so until it is opened again.
 */
export function useThreadRead(client: Client, thread: Thread, scroller: RefObject<HTMLElement | null>) {
	const [newAfter, setNewAfter] = useState<number | null>(null);
	const kept = useRef(false);

	const tell = useCallback(() => {
		const element = scroller.current;
		const last = thread.messages.peek().at(-1);
		const mark = thread.mark.peek();
		if (!element || !last || !mark || kept.current || last.seq <= mark.readSeq) return;
		const below = element.scrollHeight - element.scrollTop - element.clientHeight;
		if (below > AT_BOTTOM_PX || !document.hasFocus() || document.visibilityState !== "visible") return;
		client.markThreadRead(thread, last.seq).catch(() => undefined);
	}, [client, thread, scroller]);
	const seen = useSettled(tell);

	useEffect(() => {
		const keep = (readSeq: number) => {
			kept.current = true;
			setNewAfter(readSeq);
		};
		const stopMarked = markedUnread.subscribe((marked) => {
			if (marked?.room === thread.room.id && marked.root === thread.root) keep(marked.seq - 1);
		});
		let last: number | null = null;
		const stop = thread.mark.subscribe((mark) => {
			if (!mark) return;
			// The first that is known of it is how it was when it was opened.
			if (last === null) setNewAfter(mark.unread > 0 ? mark.readSeq : null);
			else if (mark.readSeq < last) keep(mark.readSeq);
			last = mark.readSeq;
		});
		addEventListener("focus", seen);
		return () => {
			stop();
			stopMarked();
			removeEventListener("focus", seen);
		};
	}, [thread, seen]);

	return { newAfter, seen };
}
