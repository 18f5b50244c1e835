import type { Core, Signal } from "../../../core/core.ts";
import { nameKey } from "../../../core/names.ts";
import type { Profile, User } from "../../../protocol/entities.ts";
import { type Capability, has } from "../capabilities.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import type { Metadata } from "../metadata/metadata.ts";
import { maskOf, whoOf } from "../names.ts";
import type { Outgoing } from "../outgoing.ts";
import { Rendered } from "../rendered.ts";
import { awayText } from "../show/away.ts";
import { identityOf } from "../show/identity.ts";
import { isBot } from "./bots.ts";
import type { Monitors } from "./monitors.ts";
import type { Whereabouts } from "./whereabouts.ts";

/** Who comes and goes, is away, and what they show of themselves. */
export class PeopleNews {
	readonly #core: Core;
	readonly #serverName: string;
	readonly #monitors: Monitors;
	readonly #metadata: Metadata;
	readonly #here: Whereabouts;
	/** Away texts of people who are connected. */
	readonly #away = new Map<number, string>();
	/** The real names of people who are connected, as they were last told. */
	readonly #shown = new Map<number, string>();
	/** So many have been here at once. */
	mostPeople = 0;

	constructor(core: Core, serverName: string, monitors: Monitors, metadata: Metadata, here: Whereabouts) {
		this.#core = core;
		this.#serverName = serverName;
		this.#monitors = monitors;
		this.#metadata = metadata;
		this.#here = here;
	}

	/** Everybody is in the lobby, so everybody may know. */
	tellPresence({ user, online }: Extract<Signal, { type: "presence" }>): void {
		this.mostPeople = Math.max(this.mostPeople, this.#core.presence.count);
		this.#monitors.tell(user, online);
		if (!online) {
			this.#away.delete(user.id);
			this.#shown.delete(user.id);
			this.#metadata.forget(user.id);
		}
		// Of a guest JOIN and QUIT tell it.
		if (user.guest) return;
		if (online) void this.#tellBack(user);
		else this.#tellAway(user, "Not connected");
	}

	/** What somebody shows of themselves lasts, so that who is back may still be away. */
	async #tellBack(user: User): Promise<void> {
		const { presence, people } = this.#core;
		const person = presence.get(user.id);
		const [profile] = person ? await people.byIds(person, [user.id]).catch(() => []) : [];
		if (presence.get(user.id) !== person) return;
		// What has been told meanwhile is newer.
		if (profile && !this.#shown.has(user.id)) {
			this.#keep(profile);
			this.#metadata.keep(profile);
		}
		this.#tellAway(user, this.awayOf(user.id));
	}

	#keep(profile: Profile): void {
		this.#shown.set(profile.id, identityOf(this.#here, profile).realname);
		const away = awayText(profile);
		if (away === "") this.#away.delete(profile.id);
		else this.#away.set(profile.id, away);
	}

	/** To who waits for either name. */
	tellRenamed(user: User, former: string): void {
		if (nameKey(user.name) === nameKey(former)) return;
		this.#monitors.tell({ ...user, name: former }, false);
		this.#monitors.tell(user, true);
	}

	/** What somebody who is connected and away says; empty where they are not. */
	awayOf(user: number): string {
		return this.#away.get(user) ?? "";
	}

	/** The real name of who is connected. */
	realnameOf(user: User): string {
		return this.#shown.get(user.id) ?? identityOf(this.#here, user).realname;
	}

	tellProfile(profile: Profile): void {
		const known = this.#core.presence.get(profile.id)?.user;
		if (known?.guest && !profile.guest) {
			const before = maskOf(known, this.#serverName);
			return this.#tellAll("account-notify", { command: "ACCOUNT", params: [profile.name], source: before }, known);
		}
		// Another name of a guest's is told by NICK.
		if (known?.guest && profile.name !== known.name) return;
		const online = this.#core.presence.isOnline(profile.id);
		const before = { realname: known && this.realnameOf(known), away: this.awayOf(profile.id) };
		const { realname } = identityOf(this.#here, profile);
		if (online) this.#keep(profile);
		if (realname !== before.realname) {
			const line = { command: "SETNAME", params: [realname], ...this.#headOf(profile) };
			this.#tellAll("setname", line, profile);
		}
		this.#metadata.tellProfile(profile, online);
		const away = this.awayOf(profile.id);
		if (online && away !== before.away) this.#tellAway(profile, away);
	}

	#headOf(user: User) {
		return { ...whoOf(user, this.#serverName), bot: isBot(this.#here.clientsOf(user.id)) };
	}

	/** `text` is empty for who is back. Nobody is told it of themselves. */
	#tellAway(user: User, text: string): void {
		const line = { command: "AWAY", params: text === "" ? [] : [text], ...this.#headOf(user) };
		this.#tellAll("away-notify", line, user, (client) => client.person?.user.id !== user.id);
	}

	/** An account is in the lobby with everybody. Of a guest hear those who share a room, and who watches for them. */
	#concerns(client: IrcClient, { id, name }: User): boolean {
		const theirs = this.#core.presence.get(id);
		if (!theirs?.user.guest || client.person?.user.id === id) return true;
		for (const room of theirs.rooms) if (client.person?.rooms.has(room)) return true;
		return has(client.capabilities, "extended-monitor") && this.#monitors.watches(client, name);
	}

	/** To those whom it concerns, and who have the capability. */
	#tellAll(capability: Capability, line: Outgoing, user: User, meant = (_: IrcClient) => true): void {
		const rendered = new Rendered([line], this.#serverName);
		for (const client of this.#here.all) {
			if (!has(client.capabilities, capability) || !meant(client) || !this.#concerns(client, user)) continue;
			client.tellRendered(rendered);
		}
	}
}
