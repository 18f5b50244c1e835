import type { Core } from "../../core/core.ts";
import type { Person } from "../../core/presence.ts";

/** Who goes by this name and is connected, by whatever gateway. */
export async function nickOnline(core: Core, nick: string): Promise<Person | null> {
	const account = await core.accounts.find(nick).catch(() => null);
	return account ? (core.presence.get(account.id) ?? null) : null;
}

/** The names, as they are, of those who are connected. */
export async function namesOnline(core: Core, nicks: readonly string[]): Promise<string[]> {
	const found = await Promise.all(nicks.map((nick) => nickOnline(core, nick)));
	return found.flatMap((person) => person?.user.name ?? []);
}
