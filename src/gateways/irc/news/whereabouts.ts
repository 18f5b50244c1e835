import type { Room } from "../../../protocol/entities.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import { KnownRooms } from "./known-rooms.ts";

/** Which clients are here by IRC: whose they are, and in which rooms those people are. */
export class Whereabouts {
	readonly #clients = new Map<number, Set<IrcClient>>();
	readonly #inRoom = new Map<number, Set<IrcClient>>();
	/** Those that somebody here is in. */
	readonly rooms = new KnownRooms();

	/** The rooms are those that the client's person is in. */
	add(client: IrcClient, rooms: readonly Room[]): void {
		const user = client.person?.user.id ?? 0;
		const known = this.#clients.get(user);
		if (known) known.add(client);
		else this.#clients.set(user, new Set([client]));
		for (const room of rooms) {
			this.rooms.set(room);
			this.#enter(room.id, client);
		}
	}

	remove(client: IrcClient): void {
		const user = client.person?.user.id ?? 0;
		const known = this.#clients.get(user);
		known?.delete(client);
		if (known?.size === 0) this.#clients.delete(user);
		for (const room of client.person?.rooms ?? []) this.#leave(room, client);
	}

	setMembership(user: number, room: number, member: boolean): void {
		for (const client of this.clientsOf(user)) {
			if (member) this.#enter(room, client);
			else this.#leave(room, client);
		}
	}

	clientsOf(user: number): Iterable<IrcClient> {
		return this.#clients.get(user) ?? [];
	}

	inRoom(room: number): ReadonlySet<IrcClient> | undefined {
		return this.#inRoom.get(room);
	}

	get all(): Iterable<IrcClient> {
		return [...this.#clients.values()].flatMap((clients) => [...clients]);
	}

	#enter(room: number, client: IrcClient): void {
		const inside = this.#inRoom.get(room);
		if (inside) inside.add(client);
		else this.#inRoom.set(room, new Set([client]));
	}

	#leave(room: number, client: IrcClient): void {
		const inside = this.#inRoom.get(room);
		inside?.delete(client);
		if (inside?.size !== 0) return;
		this.#inRoom.delete(room);
		// A PART that is still to be told needs its name.
		queueMicrotask(() => {
			if (!this.#inRoom.has(room)) this.rooms.delete(room);
		});
	}
}
