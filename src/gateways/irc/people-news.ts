import type { Core, Signal } from "../../core/core.ts";
import type { Profile } from "../../protocol/entities.ts";
import { type Capability, has } from "./capabilities.ts";
import type { IrcClient } from "./irc-client.ts";
import type { Monitors } from "./monitors.ts";
import { maskOf } from "./names.ts";
import type { Outgoing } from "./outgoing.ts";
import { Rendered } from "./rendered.ts";

/** Who comes and goes, is away, and what they show of themselves. */
export class PeopleNews {
	readonly #core: Core;
	readonly #serverName: string;
	readonly #monitors: Monitors;
	readonly #clients: () => Iterable<IrcClient>;
	/** Away texts of people who are connected. */
	readonly #away = new Map<number, string>();

	constructor(core: Core, serverName: string, monitors: Monitors, clients: () => Iterable<IrcClient>) {
		this.#core = core;
		this.#serverName = serverName;
		this.#monitors = monitors;
		this.#clients = clients;
	}

	/** Everybody is in the lobby, so everybody may know. */
	tellPresence({ user, online }: Extract<Signal, { type: "presence" }>): void {
		this.#monitors.tell(user, online);
		if (!online) this.#away.delete(user.id);
		const source = maskOf(user, this.#serverName);
		const params = online ? [] : ["Not connected"];
		this.#tellAll("away-notify", { command: "AWAY", params, source, account: user.name }, user.id);
	}

	tellProfile(profile: Profile): void {
		const source = maskOf(profile, this.#serverName);
		const head = { source, account: profile.name };
		this.#tellAll("setname", { command: "SETNAME", params: [profile.display ?? profile.name], ...head });
		if (!this.#core.presence.isOnline(profile.id)) return;
		const { text = "", emoji = "" } = profile.status ?? {};
		const away = `${emoji} ${text}`.trim();
		if (away === (this.#away.get(profile.id) ?? "")) return;
		if (away === "") this.#away.delete(profile.id);
		else this.#away.set(profile.id, away);
		this.#tellAll("away-notify", { command: "AWAY", params: away === "" ? [] : [away], ...head }, profile.id);
	}

	#tellAll(capability: Capability, line: Outgoing, except = 0): void {
		const rendered = new Rendered([line], this.#serverName);
		for (const client of this.#clients()) {
			if (client.person?.user.id === except || !has(client.capabilities, capability)) continue;
			client.write(rendered.textFor(client.capabilities, 0));
		}
	}
}
