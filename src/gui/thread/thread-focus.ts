import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { Client } from "../../client/client.ts";
import type { Thread } from "../../client/thread.ts";
import { focusComposer } from "../log/editing.ts";
import { goToMessage } from "../log/go-to-message.ts";
import { target } from "../view.ts";

/**
 * The focus goes to the thread's composer, or to the reply that was asked for, and comes back to the root in the room
 * when the thread is closed from inside.
 */
export function useThreadFocus(
	client: Client,
	thread: Thread,
	pane: RefObject<HTMLElement | null>,
	scroller: RefObject<HTMLElement | null>,
): void {
	const wanted = target.value?.thread === thread.root ? target.value : null;
	const reached = useRef<object | null>(null);
	const held = thread.held.value;
	const first = thread.messages.value[0]?.seq ?? 0;

	useLayoutEffect(() => {
		if (matchMedia("(pointer: fine)").matches && !wanted) focusComposer("thread");
		const element = pane.current;
		return () => {
			if (!element?.contains(document.activeElement)) return;
			const root = document.querySelector<HTMLElement>(`.log article[data-seq="${thread.root}"]`);
			if (root) root.focus({ preventScroll: true });
			else focusComposer();
		};
	}, [thread]);

	useEffect(() => {
		const element = scroller.current;
		if (!element || !wanted || !held || reached.current === wanted) return;
		if (first > wanted.seq && thread.hasOlder.peek())
			return void client.loadOlderReplies(thread).catch(() => undefined);
		reached.current = wanted;
		const article = element.querySelector(`article[data-seq="${wanted.seq}"]`);
		article?.scrollIntoView({ block: "center" });
		return goToMessage(element, wanted.seq);
	}, [client, thread, scroller, wanted, held, first]);
}
