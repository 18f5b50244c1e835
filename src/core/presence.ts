import type { Bus, Signal } from "../bus/port.ts";
import type { Account, User } from "../protocol/entities.ts";
import type { ErrorCode } from "../protocol/errors.ts";
import type { Store } from "../store/port.ts";

/** Why core ends a connection. */
export type EndReason = Extract<ErrorCode, "revoked" | "kicked" | "stopping">;

/** One logged-in connection of a gateway. */
export interface Connection {
	readonly gateway: string;
	readonly address: string;
	/** Null where the gateway's protocol logs in anew each time. */
	readonly session: number | null;
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

export interface PresenceEvents {
	came(user: User, how: { resumed: boolean }): void;
	/** `deliberate`: they left; else the connection broke, and they may be back in a moment. */
	went(user: User, how: { deliberate: boolean }): void;
}

/** Who is connected to this node, and in which rooms they are. */
export class Presence {
	readonly #store: Store;
	readonly #bus: Bus;
	readonly #people = new Map<number, Person>();
	readonly #inRoom = new Map<number, Set<Person>>();
	/** Of those whose rooms are being read: what they joined and left since. */
	readonly #arriving = new Map<number, Set<Map<number, boolean>>>();
	#events: PresenceEvents | null = null;

	constructor(store: Store, bus: Bus) {
		this.#store = store;
		this.#bus = bus;
		bus.subscribe((signal) => {
			if (signal.type === "membership") this.#setMembership(signal.user, signal.room, signal.member);
			if (signal.type === "sessions-ended") this.#endSessions(signal);
		});
	}

	announceTo(events: PresenceEvents): void {
		this.#events = events;
	}

	/** From now on they are online. The person is the same for all connections of an account. */
	async attach(account: Account, connection: Connection, how: { resumed: boolean }): Promise<Person> {
		const rooms = await this.#roomsOf(account.id);
		const known = this.#people.get(account.id);
		if (known) {
			known.connections.add(connection);
			return known;
		}
		const user = { id: account.id, name: account.name };
		const person: Person = { account, user, rooms: new Set(), connections: new Set([connection]) };
		this.#people.set(account.id, person);
		for (const room of rooms) this.#setMembership(account.id, room, true);
		this.#bus.publish({ type: "presence", user, online: true });
		this.#events?.came(user, how);
		return person;
	}

	detach(person: Person, connection: Connection, how: { deliberate: boolean }): void {
		if (!person.connections.delete(connection) || person.connections.size > 0) return;
		for (const room of person.rooms) this.#removeFromRoom(room, person);
		this.#people.delete(person.account.id);
		this.#bus.publish({ type: "presence", user: person.user, online: false });
		this.#events?.went(person.user, how);
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
	#endSessions({ user, sessions, reason, sessionless }: Extract<Signal, { type: "sessions-ended" }>): void {
		for (const connection of [...(this.#people.get(user)?.connections ?? [])]) {
			const named = connection.session === null ? sessionless : sessions.includes(connection.session);
			if (named || reason === "kicked") connection.end(reason);
		}
	}
}
