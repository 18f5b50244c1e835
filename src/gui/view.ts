import { computed, signal } from "@preact/signals";
import type { Client } from "../client/client.ts";
import type { Room } from "../client/room.ts";
import { deleting, editing } from "./log/editing.ts";

/** What this screen shows; the address bar's hash holds the room, so that back and links work. */
export const hash = signal(decodeHash());
export const drawerOpen = signal(false);
export const peopleOpen = signal(matchMedia("(min-width: 1024px)").matches);
export type DialogName = "create" | "browse" | "settings" | "shortcuts" | "topic" | "invite" | "leave";
export const dialog = signal<DialogName | null>(null);
/** Below, in words, what went wrong with what somebody just did. */
export const notice = signal<string | null>(null);

function decodeHash(): string {
	try {
		return decodeURIComponent(location.hash.slice(1));
	} catch {
		return "";
	}
}

addEventListener("hashchange", () => {
	hash.value = decodeHash();
	drawerOpen.value = false;
});

export function showRoom(room: Room): void {
	location.hash = encodeURIComponent(room.info.peek().name);
	drawerOpen.value = false;
}

/** Nothing of one person's screen is left for the next one. */
export function resetView(): void {
	dialog.value = null;
	notice.value = null;
	drawerOpen.value = false;
	editing.value = null;
	deleting.value = null;
}

/** The room that the hash names, else the lobby. */
export function currentRoom(client: Client) {
	return computed<Room | null>(() => {
		const rooms = [...client.rooms.value.values()];
		return (
			rooms.find((room) => room.info.value.name === hash.value) ??
			rooms.find((room) => room.info.value.lobby) ??
			rooms[0] ??
			null
		);
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
