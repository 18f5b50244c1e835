import type { RefObject } from "preact";
import { useCallback, useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { VirtualizerHandle } from "virtua";
import type { Client } from "../../client/client.ts";
import type { Thread } from "../../client/thread.ts";

const AT_BOTTOM_PX = 24;
/** Earlier replies are asked for when the first ones that are held come this near. */
const NEAR_START_PX = 900;

interface Scrolling {
	client: Client;
	thread: Thread;
	scroller: RefObject<HTMLDivElement | null>;
	list: RefObject<VirtualizerHandle | null>;
	rows: readonly object[];
	/** How high what stands above the rows is, in px. */
	margin: number;
	/** When one said something last that is on its way. */
	saidAt: number;
	seen(): void;
}

/** Stays at the end where one was there, and comes to it when one says something; asks for what is earlier when one nears it. */
export function useThreadScroll({ client, thread, scroller, list, rows, margin, saidAt, seen }: Scrolling) {
	const atEnd = useRef(true);
	const lastSaidAt = useRef(saidAt);
	if (saidAt > lastSaidAt.current) atEnd.current = true;
	lastSaidAt.current = Math.max(lastSaidAt.current, saidAt);

	// An observer of the last drawing may be told of this one's sizes: it is to go to the end as it is now.
	const lastRow = useRef(0);
	lastRow.current = rows.length - 1;
	const stay = useCallback(() => {
		if (!atEnd.current || lastRow.current < 0) return;
		list.current?.scrollToIndex(lastRow.current, { align: "end" });
		seen();
	}, [list, seen]);
	useLayoutEffect(stay, [rows, margin, stay]);
	useEffect(() => {
		const element = scroller.current;
		if (!element) return;
		// The composer grows, a picture comes in.
		const observer = new ResizeObserver(stay);
		observer.observe(element);
		for (const child of element.children) observer.observe(child);
		return () => observer.disconnect();
	}, [scroller, stay]);

	const fill = useCallback(() => {
		const near = (scroller.current?.scrollTop ?? 0) < NEAR_START_PX;
		if (near && !atEnd.current) client.loadOlderReplies(thread).catch(() => undefined);
	}, [client, thread, scroller]);
	// At the very top nothing scrolls when they have come in, and more may be missing.
	useEffect(fill, [rows, fill]);

	function onScroll() {
		const element = scroller.current;
		if (!element) return;
		atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight <= AT_BOTTOM_PX;
		fill();
		seen();
	}
	const leaveEnd = () => {
		atEnd.current = false;
	};
	return { onScroll, leaveEnd };
}

/**
 * Whether replies have come in before those that were there, which must not move what is being read. At the very top it
 * is the root that is read: there they come in below it.
 */
export function useEarlier(scroller: RefObject<HTMLDivElement | null>, first: number | undefined): boolean {
	const before = useRef(first);
	const last = before.current;
	useLayoutEffect(() => {
		before.current = first;
	}, [first]);
	if (last === undefined || first === undefined || first >= last) return false;
	return (scroller.current?.scrollTop ?? 0) > 0;
}
