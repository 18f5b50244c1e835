import type { Bus } from "../bus/port.ts";
import type { Store } from "../store/port.ts";
import { Accounts, type SignUpPolicy } from "./accounts.ts";
import { Announcer } from "./announcer.ts";
import type { Clock } from "./clock.ts";
import { deliverCommits } from "./delivery.ts";
import { Limits } from "./limits.ts";
import type { Log } from "./log.ts";
import { Messages } from "./messages.ts";
import { Presence } from "./presence.ts";
import { Rooms } from "./rooms.ts";
import type { Secrets } from "./secrets.ts";
import { Tickets } from "./tickets.ts";

export interface CorePorts {
	store: Store;
	bus: Bus;
	clock: Clock;
	secrets: Secrets;
	log: Log;
}

export interface CoreSettings {
	signUp: SignUpPolicy;
	maxBodyChars: number;
	/** Tell the lobby who comes and goes. */
	announce: boolean;
	/** No rate limits: for measurements on loopback. */
	unlimited: boolean;
}

export type { Signal } from "../bus/port.ts";

/** The rules, as gateways and the console see them. Gateways hear what happens from `events`. */
export interface Core {
	accounts: Accounts;
	tickets: Tickets;
	rooms: Rooms;
	messages: Messages;
	presence: Presence;
	events: Pick<Bus, "subscribe">;
	/** Ends every connection, telling why; nothing is announced from now on. */
	stop(): void;
}

export function createCore(ports: CorePorts, settings: CoreSettings): Core {
	const { store, bus, clock, log } = ports;
	const limits = new Limits(clock, settings.unlimited);
	deliverCommits(store, bus);
	const presence = new Presence(store, bus);
	const announcer = new Announcer(store, presence, clock, log, settings.announce);
	const accounts = new Accounts(ports, limits, settings);
	return {
		accounts,
		tickets: new Tickets(accounts, ports, limits),
		rooms: new Rooms(ports, limits),
		messages: new Messages(ports, limits, settings.maxBodyChars),
		presence,
		events: bus,
		stop() {
			announcer.stop();
			presence.endAll("stopping");
		},
	};
}
