import type { Bus } from "../bus/port.ts";
import type { Store } from "../store/port.ts";
import { Accounts, type SignUpPolicy } from "./accounts.ts";
import { Announcer } from "./announcer.ts";
import { AppPasswords } from "./app-passwords.ts";
import { Attention } from "./attention.ts";
import type { Blobs } from "./blobs.ts";
import type { Clock } from "./clock.ts";
import { deliverCommits } from "./delivery.ts";
import { type FileLimits, Files } from "./files.ts";
import { Guests } from "./guests.ts";
import { History } from "./history.ts";
import { Keeping } from "./keeping.ts";
import { LeavingGuests } from "./leaving-guests.ts";
import { Limits } from "./limits.ts";
import { LinkPreviews } from "./link-previews.ts";
import type { Log } from "./log.ts";
import { LogInGuard } from "./log-in-guard.ts";
import { Messages } from "./messages.ts";
import type { PageFetcher } from "./page-fetcher.ts";
import { Passwords } from "./passwords.ts";
import { People } from "./people.ts";
import { Presence } from "./presence.ts";
import { RoomKeeping } from "./room-keeping.ts";
import { RoomRules } from "./room-rules.ts";
import { Rooms } from "./rooms.ts";
import { Search } from "./search.ts";
import type { Secrets } from "./secrets.ts";
import { Sessions } from "./sessions.ts";
import { Tickets } from "./tickets.ts";

export interface CorePorts {
	store: Store;
	blobs: Blobs;
	bus: Bus;
	clock: Clock;
	secrets: Secrets;
	log: Log;
	/** Without it links get no previews. */
	pages?: PageFetcher;
}

export interface CoreSettings {
	signUp: SignUpPolicy;
	/** People without accounts may come in. */
	guests?: boolean;
	maxBodyChars: number;
	/** Tell the lobby who comes and goes. */
	announce: boolean;
	files: FileLimits;
	/** No rate limits: for measurements on loopback. */
	unlimited: boolean;
}

export type { Signal } from "../bus/port.ts";
export type { RoomChange, StoredSession } from "../store/port.ts";

/** The rules, as gateways and the console see them. Gateways hear what happens from `events`. */
export interface Core {
	accounts: Accounts;
	sessions: Sessions;
	appPasswords: AppPasswords;
	guests: Guests;
	tickets: Tickets;
	rooms: Rooms;
	roomKeeping: RoomKeeping;
	rules: RoomRules;
	messages: Messages;
	history: History;
	attention: Attention;
	keeping: Keeping;
	people: People;
	search: Search;
	presence: Presence;
	files: Files;
	maxFileBytes: number;
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
	const files = new Files(ports, limits, settings.files);
	const passwords = new Passwords(store, ports.secrets, new LogInGuard(clock, settings.unlimited));
	const previews = ports.pages ? new LinkPreviews(ports, ports.pages, limits) : null;
	const leaving = new LeavingGuests();
	const accounts = new Accounts(ports, passwords, limits, settings.signUp, leaving);
	const { guests: allowed = false, unlimited } = settings;
	const guests = new Guests(ports, { presence, accounts, leaving }, limits, { allowed, unlimited });
	const people = new People(ports, guests, limits);
	return {
		accounts,
		sessions: new Sessions(ports, limits),
		appPasswords: new AppPasswords(ports, limits),
		guests,
		tickets: new Tickets(accounts, ports, limits),
		rooms: new Rooms(ports, limits),
		roomKeeping: new RoomKeeping(ports, limits),
		rules: new RoomRules(ports, limits),
		messages: new Messages(ports, presence, limits, settings.maxBodyChars),
		history: new History(store, limits),
		attention: new Attention(store, limits),
		keeping: new Keeping(ports, limits, settings.maxBodyChars),
		people,
		search: new Search(store, people, limits),
		presence,
		files,
		maxFileBytes: settings.files.maxFileBytes,
		events: bus,
		stop() {
			announcer.stop();
			guests.stop();
			previews?.stop();
			files.housekeeping.stop();
			presence.endAll("stopping");
		},
	};
}
