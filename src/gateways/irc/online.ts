import type { Core } from "../../core/core.ts";
import { lookupKey } from "../../core/names.ts";
import type { Person } from "../../core/presence.ts";

/** Who goes by this name and is connected, by whatever gateway. */
export function nickOnline(core: Core, nick: string): Person | null {
	const key = lookupKey(nick);
	if (key === null) return null;
	for (const person of core.presence.people) if (lookupKey(person.user.name) === key) return person;
	return null;
}
