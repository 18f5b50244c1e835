import type { Presence } from "../../../core/presence.ts";
import type { Profile, User } from "../../../protocol/entities.ts";
import { has } from "../capabilities.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import { whoOf } from "../names.ts";
import { Rendered } from "../rendered.ts";
import { awayText } from "../show/away.ts";
import { MOST_KEYS, MOST_SUBSCRIPTIONS } from "./limits.ts";
import { RoomMetadata } from "./room-metadata.ts";

/** The keys of what Parlour knows of a person; others last while they are here. */
export const PROFILE_KEYS = ["display-name", "avatar", "status"] as const;
/** What a client that sets something is doing, so that it is not told of it too. */
export const SETTING = "metadata";

type Values = ReadonlyMap<string, string>;

/** IRCv3 draft/metadata-2: what people show of themselves, and which clients want to hear of what. */
export class Metadata {
	readonly #presence: Pick<Presence, "get">;
	readonly #serverName: string;
	readonly #baseUrl: string;
	readonly #clients: () => Iterable<IrcClient>;
	readonly #subscribed = new WeakMap<IrcClient, Set<string>>();
	/** By person, what Parlour has no place for. */
	readonly #own = new Map<number, Map<string, string>>();
	readonly rooms = new RoomMetadata();
	/** Of people who are connected: what was told of their profile. */
	readonly #told = new Map<number, Values>();

	constructor(
		presence: Pick<Presence, "get">,
		settings: { serverName: string; baseUrl: string },
		clients: () => Iterable<IrcClient>,
	) {
		this.#presence = presence;
		this.#serverName = settings.serverName;
		this.#baseUrl = settings.baseUrl;
		this.#clients = clients;
	}

	/** False where there is no room for one more. */
	subscribe(client: IrcClient, key: string): boolean {
		const keys = this.#subscribed.get(client) ?? new Set<string>();
		if (keys.size >= MOST_SUBSCRIPTIONS && !keys.has(key)) return false;
		this.#subscribed.set(client, keys.add(key));
		return true;
	}

	unsubscribe(client: IrcClient, key: string): void {
		this.#subscribed.get(client)?.delete(key);
	}

	subscriptions(client: IrcClient): readonly string[] {
		return [...(this.#subscribed.get(client) ?? [])];
	}

	valuesOf(profile: Profile): Map<string, string> {
		return new Map([...this.#profileValues(profile), ...(this.#own.get(profile.id) ?? [])]);
	}

	/** Sets, or with null removes, what Parlour has no place for. False where there is no room for one more. */
	set(user: User, key: string, value: string | null): boolean {
		const own = this.#own.get(user.id) ?? new Map<string, string>();
		if (value !== null && own.size >= MOST_KEYS && !own.has(key)) return false;
		// They may have gone meanwhile, and nobody would forget it any more.
		if (!this.#presence.get(user.id)) return true;
		if (value === null) own.delete(key);
		else own.set(key, value);
		if (own.size === 0) this.#own.delete(user.id);
		else this.#own.set(user.id, own);
		this.#tell(user, key, value);
		return true;
	}

	/** They are not connected any more. */
	forget(user: number): void {
		this.#own.delete(user);
		this.#told.delete(user);
	}

	/** What they show as they come is no news. */
	keep(profile: Profile): void {
		this.#told.set(profile.id, this.#profileValues(profile));
	}

	tellProfile(profile: Profile, online: boolean): void {
		const values = this.#profileValues(profile);
		// A guest comes with nothing to show.
		const told = this.#told.get(profile.id) ?? (profile.guest ? new Map<string, string>() : null);
		if (online) this.#told.set(profile.id, values);
		for (const key of PROFILE_KEYS) {
			if (!told || told.get(key) !== values.get(key)) this.#tell(profile, key, values.get(key) ?? null);
		}
	}

	#profileValues(profile: Profile): Values {
		const { display, picture } = profile;
		const values = new Map<string, string>();
		if (display) values.set("display-name", display);
		if (picture) values.set("avatar", `${this.#baseUrl}/pictures/${picture}`);
		const away = awayText(profile);
		if (away !== "") values.set("status", away);
		return values;
	}

	/** Everybody is in the lobby, so everybody who asked for it may know; of guests, and as one, who shares a room. */
	#mayHear(client: IrcClient, user: User): boolean {
		if (!user.guest && !client.person?.user.guest) return true;
		const rooms = this.#presence.get(user.id)?.rooms ?? new Set();
		return [...(client.person?.rooms ?? [])].some((room) => rooms.has(room));
	}

	#tell(user: User, key: string, value: string | null): void {
		const params = [user.name, key, "*", ...(value === null ? [] : [value])];
		const rendered = new Rendered(
			[{ command: "METADATA", params, ...whoOf(user, this.#serverName) }],
			this.#serverName,
		);
		for (const client of this.#clients()) {
			if (!has(client.capabilities, "draft/metadata-2") || !this.#subscribed.get(client)?.has(key)) continue;
			if (!this.#mayHear(client, user)) continue;
			if (client.person?.user.id === user.id && client.own.has(SETTING)) continue;
			client.tellRendered(rendered);
		}
	}
}
