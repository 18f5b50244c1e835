import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Client } from "../client/client.ts";
import type { Room } from "../client/room.ts";
import type { ListedRoom } from "../protocol/entities.ts";
import { deleting, editing } from "./log/editing.ts";
import { hashOf, INBOX_HASH, messageHash, parsePlace } from "./place.ts";
import { forgetSearch } from "./search/query.ts";

/** What this screen shows; the address bar's hash holds the place, so that back and links work. */
export const place = signal(parsePlace(location.hash));
/** The message of the room in view that was asked for; a new object each time, also for the same message. */
export const target = signal<Target | null>(targetOf());
export const drawerOpen = signal(false);

/** A `thread` is the seq of the thread's root in which `seq` stands. */
export interface Target {
	seq: number;
	thread?: number;
}

/** What stands beside the conversation. */
export type Details =
	| { kind: "people" }
	| { kind: "thread"; room: number; root: number }
	| { kind: "search" }
	| { kind: "pins" }
	| { kind: "saved" }
	| null;

const wide = matchMedia("(min-width: 1024px)");
/** What comes back when something else beside the conversation is closed. */
let resting: Details = wide.matches ? { kind: "people" } : null;
/** The list that the thread was opened from. */
let covered: Details = null;
export const details = signal<Details>(resting);

export type DialogName =
	| "create"
	| "browse"
	| "direct"
	| "switcher"
	| "settings"
	| "shortcuts"
	| "topic"
	| "rename"
	| "rules"
	| "invite"
	| "archive"
	| "leave";
export const dialog = signal<DialogName | null>(null);
export type SettingsSection = "profile" | "appearance" | "notifications" | "password" | "sessions";
/** Which of them the settings show. */
export const settingsSection = signal<SettingsSection>("profile");
/** The room that an address names, where one is not in it and may join. */
export const joinOffer = signal<ListedRoom | null>(null);
/** The id of the person whose card is open. */
export const profileOf = signal<number | null>(null);
/** Below, in words, what went wrong with what somebody just did. */
export const notice = signal<string | null>(null);

function targetOf(): Target | null {
	const at = place.peek();
	if (at.view !== "room" || at.seq === null) return null;
	return { seq: at.seq, ...(at.thread === null ? {} : { thread: at.thread }) };
}

function readHash(): void {
	place.value = parsePlace(location.hash);
	target.value = targetOf();
	drawerOpen.value = false;
	// There they stand over the place that was gone to.
	if (!wide.matches) details.value = null;
}
/** What was gone to from here, and read already. */
let gone: string | null = null;
addEventListener("hashchange", () => {
	if (location.hash !== gone) readHash();
	gone = null;
});

function go(hash: string): void {
	if (location.hash !== hash) {
		gone = hash;
		location.hash = hash;
	}
	// At once, and not when the browser tells: in between, the place would not be what the address says.
	readHash();
}

export function showRoom(room: Room): void {
	go(hashOf(room.info.peek()));
}

export function showInbox(): void {
	go(INBOX_HASH);
}

/** Opens the room where this message stands, with what surrounds it; with `thread`, the root's seq, the thread too. */
export function showMessage(room: number, seq: number, thread?: number): void {
	go(messageHash(room, seq, thread));
}

/** The address of a message, to be copied; a rename of the room leaves it good. */
export function linkTo(room: number, seq: number, thread?: number): string {
	return `${location.origin}/${messageHash(room, seq, thread)}`;
}

export function openThread(room: number, root: number): void {
	const now = details.peek();
	if (now?.kind === "search" || now?.kind === "saved" || now?.kind === "pins") covered = now;
	details.value = { kind: "thread", room, root };
}

export function openSettings(section: SettingsSection): void {
	settingsSection.value = section;
	dialog.value = "settings";
}

/** Opens the card of the person with this id. */
export function showProfile(user: number): void {
	profileOf.value = user;
}

/** Opens what stands beside the conversation, or closes it where that is what stands there. */
export function toggleDetails(kind: "people" | "search" | "pins" | "saved"): void {
	if (details.peek()?.kind === kind) return closeDetails();
	details.value = { kind };
	if (kind === "people" && wide.matches) resting = details.peek();
}

/** From a thread one comes back to the list that it was opened from; else people come back where they stood before. */
export function closeDetails(): void {
	const kind = details.peek()?.kind;
	if (kind === "people") resting = null;
	const back = kind === "thread" ? covered : null;
	covered = null;
	details.value = back ?? (wide.matches ? resting : null);
}

/** Nothing of one person's screen is left for the next one. */
export function resetView(): void {
	dialog.value = null;
	profileOf.value = null;
	joinOffer.value = null;
	notice.value = null;
	drawerOpen.value = false;
	editing.value = null;
	deleting.value = null;
	resting = wide.matches ? { kind: "people" } : null;
	covered = null;
	details.value = resting;
	forgetSearch();
}

/** The room that the address names, else the lobby; null in the inbox. A room that is renamed meanwhile stays in view. */
export function currentRoom(client: Client): ReadonlySignal<Room | null> {
	let last: { place: object; room: Room } | null = null;
	return computed<Room | null>(() => {
		const at = place.value;
		if (at.view === "inbox") return null;
		const byId = client.rooms.value;
		const rooms = [...byId.values()];
		const named =
			typeof at.room === "number"
				? byId.get(at.room)
				: rooms.find(({ info }) => info.value.visibility !== "direct" && info.value.name === at.room);
		const renamed = last?.place === at && byId.has(last.room.id) ? last.room : undefined;
		const room = named ?? renamed ?? rooms.find(({ info }) => info.value.lobby) ?? rooms[0] ?? null;
		// Only what was named is held on to: the lobby stands in for a room that may come yet.
		if (room && (named || renamed)) last = { place: at, room };
		return room;
	});
}

/** Runs what somebody asked for; a refusal is shown to them. */
export async function attempt(action: () => Promise<unknown>): Promise<boolean> {
	try {
		await action();
		return true;
	} catch (cause) {
		notice.value = cause instanceof Error ? cause.message : String(cause);
		return false;
	}
}
