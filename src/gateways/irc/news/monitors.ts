import { lookupKey } from "../../../core/names.ts";
import type { User } from "../../../protocol/entities.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import { maskOf } from "../names.ts";
import { RPL } from "../numerics.ts";

export const MAX_MONITORED = 100;

/** IRCv3 monitor: who wants to hear of whom. */
export class Monitors {
	readonly #watchers = new Map<string, Set<IrcClient>>();
	/** The names as they were given, by their keys. */
	readonly #lists = new Map<IrcClient, Map<string, string>>();

	/** False where the list is full. */
	add(client: IrcClient, nick: string): boolean {
		const key = lookupKey(nick);
		if (key === null) return true;
		const list = this.#lists.get(client) ?? new Map<string, string>();
		if (!list.has(key) && list.size >= MAX_MONITORED) return false;
		this.#lists.set(client, list.set(key, nick));
		const watchers = this.#watchers.get(key);
		if (watchers) watchers.add(client);
		else this.#watchers.set(key, new Set([client]));
		return true;
	}

	remove(client: IrcClient, nick: string): void {
		const key = lookupKey(nick);
		if (key === null) return;
		this.#lists.get(client)?.delete(key);
		const watchers = this.#watchers.get(key);
		watchers?.delete(client);
		if (watchers?.size === 0) this.#watchers.delete(key);
	}

	list(client: IrcClient): string[] {
		return [...(this.#lists.get(client)?.values() ?? [])];
	}

	forget(client: IrcClient): void {
		for (const nick of this.list(client)) this.remove(client, nick);
		this.#lists.delete(client);
	}

	watches(client: IrcClient, nick: string): boolean {
		return this.#watchers.get(lookupKey(nick) ?? "")?.has(client) ?? false;
	}

	tell(user: User, online: boolean): void {
		for (const client of this.#watchers.get(lookupKey(user.name) ?? "") ?? []) {
			if (online) client.tellReply(RPL.MONONLINE, maskOf(user, client.serverName));
			else client.tellReply(RPL.MONOFFLINE, user.name);
		}
	}
}
