import type { Bus, Signal } from "../bus/port.ts";
import type { Account, User } from "../protocol/entities.ts";
import type { ErrorCode } from "../protocol/errors.ts";
import type { Store } from "../store/port.ts";

/** App passwords that are remembered as ended. */
const MOST_ENDED = 1_000;

type SessionsEnded = Extract<Signal, { type: "sessions-ended" }>;

/** Why core ends a connection. */
export type EndReason = Extract<ErrorCode, "revoked" | "kicked" | "stopping">;

/** One logged-in connection of a gateway. */
export interface Connection {
	readonly gateway: string;
	readonly address: string;
	/** Null where the gateway's protocol logs in anew each time. */
	readonly session: number | null;
	/** The one that it came in by, where it was no password of the account itself. */
	readonly appPassword?: number | null;
	/** Tells the client why, and closes. */
	end(reason: EndReason): void;
}

/** Somebody who is connected, by however many connections: the actor of everything that a gateway asks core for. */
export interface Person {
	readonly account: Account;
	readonly user: User;
	readonly rooms: Set<number>;
	readonly connections: Set<Connection>;
}

/** A guest may go by another name, or become an account. */
type Present = { -readonly [K in keyof Person]: Person[K] };

export interface PresenceEvents {
	came(user: User, how: { resumed: boolean }): void;
	/** `deliberate`: they left; else the connection broke, and they may be back in a moment. `session`: they have one to come back with. */
	went(user: User, how: { deliberate: boolean; session: boolean }): void;
}

function userOf({ id, name, guest }: Account): User {
	return guest ? { id, name, guest } : { id, name };
}

/** Who is connected to this node, and in which rooms they are. */
export class Presence {
	readonly #store: Store;
	readonly #bus: Bus;
	readonly #people = new Map<number, Present>();
	readonly #inRoom = new Map<number, Set<Person>>();
	/** Logged in, and not attached yet. */
	readonly #expected = new Map<number, Set<Connection>>();
	/** The last ones, whose ids come once: who was on the way in with one is told. */
	readonly #endedAppPasswords = new Set<number>();
	/** Of those whose rooms are being read: what they joined and left since. */
	readonly #arriving = new Map<number, Set<Map<number, boolean>>>();
	readonly #events: PresenceEvents[] = [];

	constructor(store: Store, bus: Bus) {
		this.#store = store;
		this.#bus = bus;
		bus.subscribe((signal) => {
			if (signal.type === "membership") this.#setMembership(signal.user, signal.room, signal.member);
			if (signal.type === "sessions-ended") this.#endSessions(signal);
		});
	}

	announceTo(events: PresenceEvents): void {
		this.#events.push(events);
	}

	/** Logged in, and about to be attached, however long that takes: what ends connections ends this one. */
	expect(user: number, connection: Connection): void {
		const expected = this.#expected.get(user);
		if (expected) expected.add(connection);
		else this.#expected.set(user, new Set([connection]));
		this.#endIfRevoked(connection);
	}

	/** It is not expected any more. */
	forget(user: number, connection: Connection): void {
		const expected = this.#expected.get(user);
		expected?.delete(connection);
		if (expected?.size === 0) this.#expected.delete(user);
	}

	/** From now on they are online. The person is the same for all connections of an account. */
	async attach(account: Account, connection: Connection, how: { resumed: boolean }): Promise<Person> {
		const rooms = await this.#roomsOf(account.id);
		this.forget(account.id, connection);
		const known = this.#people.get(account.id);
		if (known) {
			known.connections.add(connection);
			this.#endIfRevoked(connection);
			return known;
		}
		const user = userOf(account);
		const person: Present = { account, user, rooms: new Set(), connections: new Set([connection]) };
		this.#people.set(account.id, person);
		for (const room of rooms) this.#setMembership(account.id, room, true);
		this.#bus.publish({ type: "presence", user, online: true });
		for (const events of this.#events) events.came(user, how);
		this.#endIfRevoked(connection);
		return person;
	}

	/** A guest has another name, or is no guest any more. */
	renew(account: Account): void {
		const person = this.#people.get(account.id);
		if (!person) return;
		person.account = account;
		person.user = userOf(account);
	}

	detach(person: Person, connection: Connection, how: { deliberate: boolean }): void {
		if (!person.connections.delete(connection) || person.connections.size > 0) return;
		for (const room of person.rooms) this.#removeFromRoom(room, person);
		this.#people.delete(person.account.id);
		this.#bus.publish({ type: "presence", user: person.user, online: false });
		const session = connection.session !== null;
		for (const events of this.#events) events.went(person.user, { ...how, session });
	}

	isOnline(user: number): boolean {
		return this.#people.has(user);
	}

	get(user: number): Person | undefined {
		return this.#people.get(user);
	}

	get people(): Iterable<Person> {
		return this.#people.values();
	}

	get count(): number {
		return this.#people.size;
	}

	/** The members of a room who are connected. */
	inRoom(room: number): Iterable<Person> {
		return this.#inRoom.get(room) ?? [];
	}

	endAll(reason: EndReason): void {
		for (const person of this.#people.values()) {
			for (const connection of [...person.connections]) connection.end(reason);
		}
	}

	/** As of when it resolves, though the store may have answered before. */
	async #roomsOf(user: number): Promise<Set<number>> {
		const since = new Map<number, boolean>();
		const arriving = this.#arriving.get(user) ?? new Set();
		this.#arriving.set(user, arriving.add(since));
		try {
			const rooms = new Set(await this.#store.roomIdsOf(user));
			for (const [room, member] of since) {
				if (member) rooms.add(room);
				else rooms.delete(room);
			}
			return rooms;
		} finally {
			arriving.delete(since);
			if (arriving.size === 0) this.#arriving.delete(user);
		}
	}

	#setMembership(user: number, room: number, member: boolean): void {
		for (const since of this.#arriving.get(user) ?? []) since.set(room, member);
		const person = this.#people.get(user);
		if (!person) return;
		if (!member) {
			person.rooms.delete(room);
			this.#removeFromRoom(room, person);
			return;
		}
		person.rooms.add(room);
		const inside = this.#inRoom.get(room);
		if (inside) inside.add(person);
		else this.#inRoom.set(room, new Set([person]));
	}

	#removeFromRoom(room: number, person: Person): void {
		const inside = this.#inRoom.get(room);
		inside?.delete(person);
		if (inside?.size === 0) this.#inRoom.delete(room);
	}

	/** A kick ends every connection; else those of the sessions named, and those without one where it says so. */
	#endSessions({ user, sessions, reason, sessionless, appPassword }: SessionsEnded): void {
		if (appPassword !== undefined) this.#remember(appPassword);
		const expected = this.#expected.get(user) ?? [];
		for (const connection of [...(this.#people.get(user)?.connections ?? []), ...expected]) {
			const named = connection.session === null ? sessionless : sessions.includes(connection.session);
			const cameByIt = appPassword !== undefined && connection.appPassword === appPassword;
			if (named || cameByIt || reason === "kicked") connection.end(reason);
		}
	}

	#remember(appPassword: number): void {
		this.#endedAppPasswords.add(appPassword);
		for (const oldest of this.#endedAppPasswords) {
			if (this.#endedAppPasswords.size <= MOST_ENDED) break;
			this.#endedAppPasswords.delete(oldest);
		}
	}

	/** It was ended while they were on their way in. */
	#endIfRevoked(connection: Connection): void {
		const { appPassword } = connection;
		if (appPassword != null && this.#endedAppPasswords.has(appPassword)) connection.end("revoked");
	}
}
