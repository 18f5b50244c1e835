import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { Client } from "../../client/client.ts";
import type { Thread } from "../../client/thread.ts";
import { focusComposer } from "../log/editing.ts";
import { goToMessage } from "../log/go-to-message.ts";
import { target } from "../view.ts";

/**
 * The focus goes to the thread's composer, unless a reply was asked for, and comes back to the root in the room when the
 * thread is closed from inside.
 */
export function useThreadFocus(thread: Thread, pane: RefObject<HTMLElement | null>): void {
	useLayoutEffect(() => {
		if (matchMedia("(pointer: fine)").matches && target.peek()?.thread !== thread.root) focusComposer("thread");
		const element = pane.current;
		return () => {
			if (!element?.contains(document.activeElement)) return;
			const root = document.querySelector<HTMLElement>(`.log article[data-seq="${thread.root}"]`);
			if (root) root.focus({ preventScroll: true });
			else focusComposer();
		};
	}, [thread, pane]);
}

/** Goes to the reply that was asked for, as soon as it is there; `bring` brings it into sight. */
export function useThreadAim(
	client: Client,
	thread: Thread,
	scroller: RefObject<HTMLElement | null>,
	bring: (seq: number) => void,
): void {
	const wanted = target.value?.thread === thread.root ? target.value : null;
	const reached = useRef<object | null>(null);
	const held = thread.held.value;
	const first = thread.messages.value[0]?.seq ?? 0;
	const bringNow = useRef(bring);
	bringNow.current = bring;

	useEffect(() => {
		const element = scroller.current;
		if (!element || !wanted || !held || reached.current === wanted) return;
		if (first > wanted.seq && thread.hasOlder.peek())
			return void client.loadOlderReplies(thread).catch(() => undefined);
		reached.current = wanted;
		bringNow.current(wanted.seq);
		return goToMessage(element, wanted.seq);
	}, [client, thread, scroller, wanted, held, first]);
}
