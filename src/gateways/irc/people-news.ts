import type { Core, Signal } from "../../core/core.ts";
import { nameKey } from "../../core/names.ts";
import type { Profile, User } from "../../protocol/entities.ts";
import { isBot } from "./bots.ts";
import { type Capability, has } from "./capabilities.ts";
import type { IrcClient } from "./irc-client.ts";
import type { Metadata } from "./metadata/metadata.ts";
import type { Monitors } from "./monitors.ts";
import { maskOf, whoOf } from "./names.ts";
import type { Outgoing } from "./outgoing.ts";
import { Rendered } from "./rendered.ts";
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
	/** The names that were last told to be shown of people who are connected. */
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
		const params = online ? [] : ["Not connected"];
		this.#tellAll("away-notify", { command: "AWAY", params, ...whoOf(user, this.#serverName) }, user.id);
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

	tellProfile(profile: Profile): void {
		const head = { ...whoOf(profile, this.#serverName), bot: isBot(this.#here.clientsOf(profile.id)) };
		const known = this.#core.presence.get(profile.id)?.user;
		if (known?.guest && !profile.guest) {
			const before = maskOf(known, this.#serverName);
			return this.#tellAll("account-notify", { command: "ACCOUNT", params: [profile.name], source: before });
		}
		// Another name of a guest's is told by NICK.
		if (known?.guest && profile.name !== known.name) return;
		const online = this.#core.presence.isOnline(profile.id);
		const shown = profile.display ?? profile.name;
		if (this.#shown.get(profile.id) !== shown)
			this.#tellAll("setname", { command: "SETNAME", params: [shown], ...head });
		if (online) this.#shown.set(profile.id, shown);
		this.#metadata.tellProfile(profile, online);
		if (!online) return;
		const { text = "", emoji = "" } = profile.status ?? {};
		const away = `${emoji} ${text}`.trim();
		if (away === (this.#away.get(profile.id) ?? "")) return;
		if (away === "") this.#away.delete(profile.id);
		else this.#away.set(profile.id, away);
		const line = { command: "AWAY", params: away === "" ? [] : [away], ...head };
		this.#tellAll("away-notify", line, profile.id, (client) => this.#concerns(client, profile));
	}

	/** An account is in the lobby with everybody. Of a guest hear those who share a room, and who watches for them. */
	#concerns(client: IrcClient, { id, name }: Profile): boolean {
		const theirs = this.#core.presence.get(id);
		if (!theirs?.user.guest) return true;
		for (const room of theirs.rooms) if (client.person?.rooms.has(room)) return true;
		return has(client.capabilities, "extended-monitor") && this.#monitors.watches(client, name);
	}

	#tellAll(capability: Capability, line: Outgoing, except = 0, concerns = (_: IrcClient) => true): void {
		const rendered = new Rendered([line], this.#serverName);
		for (const client of this.#here.all) {
			if (client.person?.user.id === except || !has(client.capabilities, capability)) continue;
			if (!concerns(client)) continue;
			client.tellRendered(rendered);
		}
	}
}
