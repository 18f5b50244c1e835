import { useEffect, useRef } from "preact/hooks";
import type { Client } from "../../client/client.ts";
import { InboxIcon } from "../parts/icons.tsx";
import { OpenRooms } from "../rooms/room-header.tsx";
import { SearchBox } from "../search/search-box.tsx";
import { adoptStyles } from "../styles/adopt-styles.ts";
import { attempt, dialog, profileOf } from "../view.ts";
import { markDone, markUndone, openItem } from "./act.ts";
import styles from "./inbox.css" with { type: "text" };
import { InboxRow } from "./inbox-row.tsx";
import type { InboxItem } from "./items.ts";
import { useInbox } from "./use-inbox.ts";

adoptStyles(styles);

/** The number that the inbox's badge shows, and the rooms where something is unread for everybody. */
function whatWaits(forMe: number, shown: readonly InboxItem[]): string {
	const isUnreadRoom = ({ kind, unread, room }: InboxItem) =>
		kind === "room" && unread > 0 && room.info.value.visibility !== "direct";
	const rooms = shown.filter(isUnreadRoom).length;
	const parts = [
		...(forMe > 0 ? [`${forMe} for you`] : []),
		...(rooms > 0 ? [`${rooms} unread ${rooms === 1 ? "room" : "rooms"}`] : []),
	];
	return parts.join(" · ");
}

/** Threads, mentions and unread rooms in one list, to be worked off with the keyboard. */
export function InboxView({ client }: { client: Client }) {
	const { items, error } = useInbox(client);
	const list = useRef<HTMLUListElement>(null);
	const shown = items.value ?? [];
	const waiting = shown.filter(({ unread }) => unread > 0).length;
	useLastWords(client, shown);

	function done(item: InboxItem) {
		focusRow(list.current, shown.indexOf(item) + 1);
		void attempt(() => markDone(client, item));
	}
	const undone = (item: InboxItem) => void attempt(() => markUndone(client, item));
	useInboxKeys(list, (key, at) => {
		const item = shown[at];
		if (key === "e" && item && item.unread > 0) done(item);
		else if (key === "e") focusRow(list.current, at + 1);
		else if (item) undone(item);
	});
	// The keys work at once.
	const loaded = items.value !== null;
	useEffect(() => {
		if (loaded) focusRow(list.current, 0);
	}, [loaded]);

	return (
		<>
			<header class="room-header">
				<OpenRooms />
				<div class="room-title">
					<h1>
						<span class="room-title-name">Inbox</span>
					</h1>
					<span class="topic" role="status">
						{items.value !== null && (waiting === 0 ? "Nothing unread" : whatWaits(client.attention.value, shown))}
					</span>
				</div>
				<SearchBox />
			</header>
			<div class="inbox">
				{error.value !== null && (
					<p class="form-error" role="alert">
						{error.value}
					</p>
				)}
				{items.value === null && error.value === null && <p class="inbox-loading faint">Loading…</p>}
				{shown.length > 0 && (
					<ul class="inbox-list" ref={list} aria-label="Inbox">
						{shown.map((item) => (
							<InboxRow
								key={item.key}
								client={client}
								item={item}
								onOpen={() => openItem(item)}
								onTurn={() => (item.unread > 0 ? done(item) : undone(item))}
							/>
						))}
					</ul>
				)}
				{items.value !== null && waiting === 0 && <CaughtUp bare={shown.length > 0} />}
				{shown.length > 0 && <Keys />}
			</div>
		</>
	);
}

function CaughtUp({ bare }: { bare: boolean }) {
	return (
		<div class="inbox-empty" data-bare={bare}>
			{!bare && <InboxIcon />}
			<h2>All caught up</h2>
			{!bare && <p>Replies in threads that you follow, messages that name you and unread rooms gather here.</p>}
		</div>
	);
}

function Keys() {
	return (
		<p class="inbox-keys">
			<kbd>j</kbd> <kbd>k</kbd> move <kbd>Enter</kbd> open <kbd>e</kbd> done <kbd>u</kbd> unread
		</p>
	);
}

/** A room's row shows its last words, which have to be had. */
function useLastWords(client: Client, items: readonly InboxItem[]): void {
	const rooms = items.flatMap((item) => (item.kind === "room" && !item.room.held.value ? [item.room] : []));
	const wanted = rooms.slice(0, 20);
	const key = wanted.map(({ id }) => id).join();
	useEffect(() => {
		// Without them the row shows the count.
		for (const room of wanted) client.open(room).catch(() => undefined);
	}, [client, key]);
}

function rowsOf(list: HTMLElement | null): HTMLElement[] {
	return [...(list?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
}

function focusRow(list: HTMLElement | null, at: number): void {
	const rows = rowsOf(list);
	rows[Math.max(0, Math.min(at, rows.length - 1))]?.focus();
}

/** j, k and the arrows move; e and u are handed on with the row's number. Not while somebody types or a dialog is open. */
function useInboxKeys(list: { current: HTMLElement | null }, act: (key: "e" | "u", at: number) => void): void {
	const latest = useRef(act);
	latest.current = act;
	useEffect(() => {
		function onKey(event: KeyboardEvent) {
			const from = event.target;
			if (event.ctrlKey || event.metaKey || event.altKey || dialog.peek() !== null || profileOf.peek() !== null) return;
			if (from instanceof Element && from.closest("input, textarea, [contenteditable], dialog, .pane, [role=menu]"))
				return;
			const rows = rowsOf(list.current);
			const at = rows.findIndex((row) => row.parentElement?.contains(document.activeElement));
			if (event.key === "j" || event.key === "ArrowDown") focusRow(list.current, at + 1);
			else if (event.key === "k" || event.key === "ArrowUp") focusRow(list.current, at < 0 ? 0 : at - 1);
			else if ((event.key === "e" || event.key === "u") && at >= 0) latest.current(event.key, at);
			else return;
			event.preventDefault();
		}
		addEventListener("keydown", onKey);
		return () => removeEventListener("keydown", onKey);
	}, [list]);
}
