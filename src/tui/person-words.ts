import type { Profile } from "../protocol/entities.ts";
import { guestName } from "../protocol/guest-name.ts";

/** What somebody shows, and the name that calls them where that is another. */
export function personWords({ name, display, guest }: Profile): string {
	if (guest) return guestName(display ?? name);
	return display === undefined ? name : `${display} @${name}`;
}

/** What somebody is about, as long as that lasts; empty where they show nothing. */
export function statusWords({ status }: Pick<Profile, "status">, now: number): string {
	if (!status || (status.until !== undefined && status.until <= now)) return "";
	return `${status.emoji} ${status.text}`.trim();
}
