import { useComputed } from "@preact/signals";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { VirtualizerHandle } from "virtua";
import type { Client } from "../../client/client.ts";
import { makeRows, type Row } from "../../client/log-rows.ts";
import { outgoingIn } from "../../client/outgoing.ts";
import type { Room } from "../../client/room.ts";
import { DownIcon } from "../parts/icons.tsx";
import { goToMessage } from "./go-to-message.ts";
import { LogRows } from "./log-rows.tsx";
import { stepThroughMessages } from "./message-keys.ts";
import { useReadMarker } from "./read-marker.ts";
import { useStretch } from "./use-stretch.ts";

/** More is asked for when the end of what is held comes this near. */
const NEAR_END_PX = 900;
const AT_BOTTOM_PX = 24;

interface Props {
	client: Client;
	room: Room;
	firstHere: boolean;
}

export function MessageLog({ client, room, firstHere }: Props) {
	const scroller = useRef<HTMLDivElement>(null);
	const list = useRef<VirtualizerHandle>(null);
	const atBottom = useRef(true);
	/** Stops going to a message; while one is gone to, nothing may come in above it. */
	const going = useRef<(() => void) | null>(null);
	const [away, setAway] = useState(false);
	const { messages, whole, newest, seeking, aim, jump, loadOlder, loadNewer, toLatest } = useStretch(client, room);
	const me = client.me.value?.id ?? 0;
	const outgoing = useComputed(() => outgoingIn(client.outbox.value, room.id)).value;
	const { newAfter, seen, look } = useReadMarker(client, room, atBottom);
	const rows = useMemo(
		() => (seeking ? [] : makeRows(messages, newest ? outgoing : [], me, newAfter, whole)),
		[seeking, messages, newest, outgoing, me, newAfter, whole],
	);
	useEffect(() => void fetchParts().catch(() => undefined), []);
	const changedAbove = useChangedAbove(messages[0]?.seq, whole);

	// An observer of the last drawing may be told of this one's sizes: it is to go to the end as it is now.
	const lastRow = useRef(0);
	lastRow.current = rows.length - 1;
	const toEnd = useCallback(() => {
		atBottom.current = true;
		setAway(false);
		list.current?.scrollToIndex(lastRow.current, { align: "end" });
	}, []);
	const stay = useCallback(() => {
		if (!atBottom.current || !newest || lastRow.current < 0) return;
		toEnd();
		seen();
	}, [newest, toEnd, seen]);
	useLayoutEffect(stay, [rows, stay, jump]);
	useEffect(() => {
		const element = scroller.current;
		const inside = element?.lastElementChild;
		if (!element || !inside) return;
		// The composer grows, a picture comes in: what was at the bottom stays there.
		const observer = new ResizeObserver(stay);
		observer.observe(element);
		observer.observe(inside);
		return () => observer.disconnect();
	}, [stay, jump]);

	function fill() {
		const element = scroller.current;
		if (!element || seeking || going.current) return;
		if (element.scrollTop < NEAR_END_PX) loadOlder();
		if (!newest && below(element) < NEAR_END_PX) loadNewer();
	}
	const scrolled = useRef(() => {});
	const fillNow = useRef(fill);
	fillNow.current = fill;

	const done = useRef<object | null>(null);
	useLayoutEffect(() => {
		if (!aim || done.current === aim || !scroller.current) return;
		const index = rows.findIndex((row) => isAt(row, aim.seq));
		const row = rows[index];
		if (!row) return;
		done.current = aim;
		atBottom.current = false;
		list.current?.scrollToIndex(index, { align: "center" });
		if (row.kind !== "message") return;
		going.current?.();
		going.current = goToMessage(scroller.current, row.message.seq, () => {
			going.current = null;
			fillNow.current();
			// Where all of the room fits, nothing has scrolled that would tell that its end is seen.
			scrolled.current();
		});
	}, [aim, rows]);
	useEffect(() => () => going.current?.(), []);
	// What comes in may not reach the ends of the screen yet.
	useEffect(() => fillNow.current(), [rows]);

	function onScroll() {
		const element = scroller.current;
		if (!element) return;
		atBottom.current = newest && below(element) <= AT_BOTTOM_PX;
		if (atBottom.current) {
			toLatest(true);
			seen();
		}
		setAway(below(element) > element.clientHeight / 2);
		fill();
	}
	function onJump() {
		look();
		if (newest) toEnd();
		else atBottom.current = true;
		toLatest();
	}

	scrolled.current = onScroll;

	// Who says something wants to see it, and what it answers to.
	const saidAt = outgoing.at(-1)?.at ?? 0;
	const lastSaidAt = useRef(saidAt);
	useLayoutEffect(() => {
		if (saidAt > lastSaidAt.current) onJump();
		lastSaidAt.current = Math.max(lastSaidAt.current, saidAt);
	});

	const missed = room.unread.value;
	return (
		<div class="log-place">
			<div
				class="log"
				role="log"
				aria-label="Messages"
				aria-busy={seeking}
				// biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and arrow keys go through its messages
				tabIndex={0}
				ref={scroller}
				onScroll={onScroll}
				onKeyDown={(event) => (event.key === "Escape" ? onJump() : stepThroughMessages(event))}
			>
				<div class="log-spacer" />
				<LogRows key={jump} {...{ client, room, rows, firstHere, list, scroller }} where="room" shift={changedAbove} />
			</div>
			{(away || !newest) && (
				<button
					class="jump"
					type="button"
					aria-label={missed > 0 ? `Jump to latest, ${missed} new` : "Jump to latest"}
					onClick={onJump}
				>
					<DownIcon /> {missed > 0 ? `${missed} new` : <span class="jump-latest">Jump to latest</span>}
				</button>
			)}
		</div>
	);
}

/** While messages are on their way, what draws them comes too, and then what is done with them. */
async function fetchParts(): Promise<void> {
	await import("./message-text.tsx");
	await Promise.all([import("./message-bar.tsx"), import("./message-editor.tsx")]);
}

function below(element: HTMLElement): number {
	return element.scrollHeight - element.scrollTop - element.clientHeight;
}

/** Whether a row is the message of this number, or the first one after it. */
function isAt(row: Row, seq: number): boolean {
	if (row.kind === "message") return row.message.seq >= seq;
	return row.kind === "system" && row.messages.some((message) => message.seq >= seq);
}

/** Whether rows came or went above: they must not move what is being read, and virtua keeps the place when it is told. */
function useChangedAbove(oldest: number | undefined, whole: boolean): boolean {
	const before = useRef<{ oldest: number | undefined; whole: boolean }>({ oldest, whole });
	const last = before.current;
	useLayoutEffect(() => {
		before.current = { oldest, whole };
	}, [oldest, whole]);
	if (last.oldest === undefined || oldest === undefined) return false;
	return oldest !== last.oldest || (whole && !last.whole);
}
