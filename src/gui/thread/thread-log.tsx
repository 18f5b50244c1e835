import { useComputed } from "@preact/signals";
import type { RefObject } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { VirtualizerHandle } from "virtua";
import type { Client } from "../../client/client.ts";
import { makeRows, type Row } from "../../client/log-rows.ts";
import { outgoingIn } from "../../client/outgoing.ts";
import type { Room } from "../../client/room.ts";
import type { Thread } from "../../client/thread.ts";
import { LogRows } from "../log/log-rows.tsx";
import { stepThroughMessages } from "../log/message-keys.ts";
import { MessageRow } from "../log/message-row.tsx";
import { Fallback } from "../parts/fallback.tsx";
import { attempt } from "../view.ts";
import { useThreadAim } from "./thread-focus.ts";
import { useThreadRead } from "./thread-read.ts";
import { useEarlier, useThreadScroll } from "./thread-scroll.ts";

/** The root, and its replies below it, of which only those in sight are drawn. */
export function ThreadLog({ client, room, thread }: { client: Client; room: Room; thread: Thread }) {
	const scroller = useRef<HTMLDivElement>(null);
	const list = useRef<VirtualizerHandle>(null);
	const { above, margin } = useHeight();
	const top = thread.rootMessage.value;
	const replies = thread.messages.value;
	const me = client.me.value?.id ?? 0;
	const outgoing = useComputed(() => outgoingIn(client.outbox.value, room.id, thread.root)).value;
	const { newAfter, seen } = useThreadRead(client, thread, scroller);
	const rows = useMemo(
		() => withoutFirstDay(makeRows(replies, outgoing, me, newAfter, false), top?.at),
		[replies, outgoing, me, newAfter, top],
	);
	const earlier = useEarlier(scroller, replies[0]?.seq);
	const saidAt = outgoing.at(-1)?.at ?? 0;
	const { onScroll, leaveEnd } = useThreadScroll({ client, thread, scroller, list, rows, margin, saidAt, seen });
	useThreadAim(client, thread, scroller, (seq) => {
		leaveEnd();
		const at = rows.findIndex((row) => row.kind === "message" && row.message.seq === seq);
		if (at >= 0) list.current?.scrollToIndex(at, { align: "center" });
	});
	useLayoutEffect(seen, [rows, seen]);
	const count = top?.replies?.count ?? 0;

	return (
		<div
			class="thread-scroll"
			role="log"
			aria-label="Replies"
			// biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and arrow keys go through its messages
			tabIndex={0}
			ref={scroller}
			onScroll={onScroll}
			onKeyDown={stepThroughMessages}
		>
			<div class="thread-top" ref={above}>
				{top && (
					<Fallback>
						<MessageRow client={client} room={room} message={top} head where="thread" />
					</Fallback>
				)}
				{top && count > 0 && (
					<p class="thread-count">
						<span>
							{count} {count === 1 ? "reply" : "replies"}
						</span>
						{thread.held.value && thread.hasOlder.value && (
							<button class="link" type="button" onClick={() => void attempt(() => client.loadOlderReplies(thread))}>
								Show earlier
							</button>
						)}
					</p>
				)}
				{!thread.held.value && <p class="faint thread-waiting">Loading…</p>}
			</div>
			<LogRows {...{ client, room, rows, list, scroller, margin }} where="thread" shift={earlier} />
		</div>
	);
}

/** How high what stands above the replies is, in px. */
function useHeight(): { above: RefObject<HTMLDivElement | null>; margin: number } {
	const above = useRef<HTMLDivElement>(null);
	const [margin, setMargin] = useState(0);
	useLayoutEffect(() => {
		const element = above.current;
		if (!element) return;
		const measure = () => setMargin(element.offsetHeight);
		measure();
		const observer = new ResizeObserver(measure);
		observer.observe(element);
		return () => observer.disconnect();
	}, []);
	return { above, margin };
}

/** Replies of the root's own day follow it without a divider. */
function withoutFirstDay(rows: Row[], rootAt: number | undefined): Row[] {
	const [first] = rows;
	if (first?.kind !== "day" || rootAt === undefined) return rows;
	return new Date(first.at).toDateString() === new Date(rootAt).toDateString() ? rows.slice(1) : rows;
}
