import { useComputed } from "@preact/signals";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import type { Client } from "../../client/client.ts";
import { formatDay } from "../../client/dates.ts";
import { makeRows, type Row } from "../../client/log-rows.ts";
import type { Room } from "../../client/room.ts";
import { systemText } from "../../client/system-text.ts";
import { Fallback } from "../parts/fallback.tsx";
import { DownIcon } from "../parts/icons.tsx";
import { MessageRow } from "./message-row.tsx";
import { OutgoingRow } from "./outgoing-row.tsx";
import { useReadMarker } from "./read-marker.ts";
import { RoomStart } from "./room-start.tsx";

/** Older messages are asked for when the top comes this near. */
const NEAR_TOP_PX = 900;
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
	const [away, setAway] = useState(false);
	const connected = client.connection.value.state === "online";
	const messages = room.messages.value;
	const whole = room.held.value && !room.hasOlder.value;
	const me = client.me.value?.id ?? 0;
	const outgoing = useComputed(() => client.outbox.value.filter((entry) => entry.room === room.id)).value;
	const { newAfter, seen } = useReadMarker(client, room, atBottom);
	const rows = useMemo(
		() => makeRows(messages, outgoing, me, newAfter, whole),
		[messages, outgoing, me, newAfter, whole],
	);
	const grewAbove = useGrewAbove(messages[0]?.seq, whole);

	useEffect(() => {
		// What cannot be had now is asked for again with the next connection.
		if (connected) client.open(room).catch(() => undefined);
	}, [client, room, connected]);

	const toBottom = useCallback(() => {
		atBottom.current = true;
		setAway(false);
		list.current?.scrollToIndex(rows.length - 1, { align: "end" });
	}, [rows.length]);
	const stay = useCallback(() => {
		if (!atBottom.current || rows.length === 0) return;
		toBottom();
		seen();
	}, [rows.length, toBottom, seen]);
	useLayoutEffect(stay, [rows, stay]);
	// The composer grows, a keyboard comes up: what was at the bottom stays there.
	useEffect(() => {
		if (!scroller.current) return;
		const observer = new ResizeObserver(stay);
		observer.observe(scroller.current);
		return () => observer.disconnect();
	}, [stay]);

	const fill = useCallback(() => {
		const element = scroller.current;
		if (element && element.scrollTop < NEAR_TOP_PX) client.loadOlder(room).catch(() => undefined);
	}, [client, room]);
	// What comes in may not reach the top of the screen yet.
	useEffect(fill, [rows, fill]);

	function onScroll() {
		const element = scroller.current;
		if (!element) return;
		const below = element.scrollHeight - element.scrollTop - element.clientHeight;
		atBottom.current = below <= AT_BOTTOM_PX;
		if (atBottom.current) seen();
		setAway(below > element.clientHeight / 2);
		fill();
	}

	function onKey(event: KeyboardEvent) {
		if (event.key === "Escape") return toBottom();
		if (event.target instanceof HTMLTextAreaElement || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
		const articles = [...(scroller.current?.querySelectorAll<HTMLElement>("article[data-seq]") ?? [])];
		const at = articles.findIndex((article) => article.contains(document.activeElement));
		const next = at < 0 ? articles.length - 1 : at + (event.key === "ArrowUp" ? -1 : 1);
		articles[next]?.focus();
		event.preventDefault();
	}

	const missed = room.unread.value;
	return (
		<div class="log-place">
			<div
				class="log"
				role="log"
				aria-label="Messages"
				// biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and arrow keys go through its messages
				tabIndex={0}
				ref={scroller}
				onScroll={onScroll}
				onKeyDown={onKey}
			>
				<div class="log-spacer" />
				<Virtualizer ref={list} scrollRef={scroller} shift={grewAbove} bufferSize={600}>
					{rows.map((row) => (
						<Fallback key={row.key}>
							<RowView row={row} client={client} room={room} firstHere={firstHere} />
						</Fallback>
					))}
				</Virtualizer>
			</div>
			{away && (
				<button
					class="jump"
					type="button"
					aria-label={missed > 0 ? `Jump to latest, ${missed} new` : "Jump to latest"}
					onClick={toBottom}
				>
					<DownIcon /> {missed > 0 ? `${missed} new` : "Jump to latest"}
				</button>
			)}
		</div>
	);
}

/** Whether rows came in above: they must not move what is being read, and virtua keeps the place when it is told. */
function useGrewAbove(oldest: number | undefined, whole: boolean): boolean {
	const before = useRef<{ oldest: number | undefined; whole: boolean }>({ oldest, whole });
	const last = before.current;
	useLayoutEffect(() => {
		before.current = { oldest, whole };
	}, [oldest, whole]);
	if (last.oldest === undefined || oldest === undefined) return false;
	return oldest < last.oldest || (whole && !last.whole);
}

function RowView({ row, client, room, firstHere }: Props & { row: Row }) {
	switch (row.kind) {
		case "start":
			return <RoomStart client={client} room={room} firstHere={firstHere} />;
		case "day":
			return (
				<div class="divider">
					<span>{formatDay(row.at, Date.now())}</span>
				</div>
			);
		case "new":
			return (
				<div class="divider new">
					<span>New</span>
				</div>
			);
		case "system":
			return <p class="system">{systemText(row.messages)}</p>;
		case "outgoing":
			return <OutgoingRow client={client} entry={row.entry} head={row.head} />;
		case "message":
			return <MessageRow client={client} room={room} message={row.message} head={row.head} />;
	}
}
