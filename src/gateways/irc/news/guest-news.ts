import type { Core, Signal } from "../../../core/core.ts";
import { has } from "../capabilities.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import { whoOf } from "../names.ts";
import { Rendered } from "../rendered.ts";
import { FormerGuests } from "./former-guests.ts";
import type { Whereabouts } from "./whereabouts.ts";

/** Guests who take another name or go: those who share a room with them are told. */
export class GuestNews {
	readonly #core: Core;
	readonly #serverName: string;
	readonly #here: Whereabouts;
	/** Of guests who are about to be gone. */
	readonly lastWords = new Map<number, string>();
	readonly former = new FormerGuests();

	constructor(core: Core, serverName: string, here: Whereabouts) {
		this.#core = core;
		this.#serverName = serverName;
		this.#here = here;
	}

	tellNick({ user, former }: Extract<Signal, { type: "renamed" }>): void {
		const serverName = this.#serverName;
		const nick = { command: "NICK", params: [user.name], ...whoOf({ ...user, name: former }, serverName) };
		// The user name of a mask is the nickname.
		const source = `${user.name}!${former}@${serverName}`;
		const chghost = { command: "CHGHOST", params: [user.name, serverName], source };
		const withoutIt = new Rendered([nick], serverName);
		const withIt = new Rendered([nick, chghost], serverName);
		const own = new Set(this.#here.clientsOf(user.id));
		for (const { registration } of [...own].slice(0, 1)) this.former.add(former, registration.said);
		for (const client of new Set([...own, ...this.#sharing(this.#core.presence.get(user.id)?.rooms ?? [])])) {
			const rendered = has(client.capabilities, "chghost") ? withIt : withoutIt;
			client.tellRendered(rendered, own.has(client));
		}
	}

	tellQuit({ user, rooms }: Extract<Signal, { type: "guest-left" }>): void {
		const line = { command: "QUIT", params: [this.lastWords.get(user.id) ?? "Left"] };
		const rendered = new Rendered([{ ...line, ...whoOf(user, this.#serverName) }], this.#serverName);
		for (const client of this.#sharing(rooms)) client.tellRendered(rendered);
		this.lastWords.delete(user.id);
	}

	/** The clients in any of these rooms. */
	#sharing(rooms: Iterable<number>): Set<IrcClient> {
		return new Set([...rooms].flatMap((room) => [...(this.#here.inRoom(room) ?? [])]));
	}
}
