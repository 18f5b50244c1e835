import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { Thread } from "../../client/thread.ts";

const AT_BOTTOM_PX = 24;

/** Keeps what is read in its place when earlier replies come in, and stays at the end where one was there. */
export function useThreadScroll(
	thread: Thread,
	scroller: RefObject<HTMLElement | null>,
	rows: readonly object[],
	seen: () => void,
): void {
	const before = useRef({ first: 0, height: 0 });
	const atEnd = useRef(true);

	useLayoutEffect(() => {
		const element = scroller.current;
		if (!element) return;
		const first = thread.messages.peek()[0]?.seq ?? 0;
		const { first: last, height } = before.current;
		if (last > 0 && first < last && !atEnd.current) element.scrollTop += element.scrollHeight - height;
		else if (atEnd.current) element.scrollTop = element.scrollHeight;
		before.current = { first, height: element.scrollHeight };
	}, [rows]);

	useEffect(() => {
		const element = scroller.current;
		if (!element) return;
		const onScroll = () => {
			atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight <= AT_BOTTOM_PX;
			before.current.height = element.scrollHeight;
		};
		// The composer grows, a picture comes in.
		const observer = new ResizeObserver(() => {
			before.current.height = element.scrollHeight;
			if (!atEnd.current) return;
			element.scrollTop = element.scrollHeight;
			seen();
		});
		observer.observe(element);
		for (const child of element.children) observer.observe(child);
		element.addEventListener("scroll", onScroll);
		return () => {
			observer.disconnect();
			element.removeEventListener("scroll", onScroll);
		};
	}, [scroller, seen, rows]);
}
