import type { ListedRoom, Room, RoomSummary, User, Visibility } from "../protocol/entities.ts";
import { ParlourError } from "../protocol/errors.ts";
import type { Store } from "../store/port.ts";
import type { Clock } from "./clock.ts";
import type { Limits } from "./limits.ts";
import type { Log } from "./log.ts";
import { checkRoomName, lookupKey, nameKey } from "./names.ts";
import type { Person } from "./presence.ts";
import { checkTopic } from "./texts.ts";

function notYours(): ParlourError {
	return new ParlourError("not_found", "Cannot find this room: it does not exist, or is not yours");
}

/** Throws `not_found`: a room that one is not in might as well not exist. */
export function requireMember(person: Person, room: number): void {
	if (!person.rooms.has(room)) throw notYours();
}

/** Who did something, for the log: with the addresses they are connected from. */
function actor({ user, connections }: Person): { user: string; address: string } {
	return { user: user.name, address: [...new Set([...connections].map(({ address }) => address))].join(",") };
}

export class Rooms {
	readonly #store: Store;
	readonly #clock: Clock;
	readonly #limits: Limits;
	readonly #log: Log;

	constructor(ports: { store: Store; clock: Clock; log: Log }, limits: Limits) {
		this.#store = ports.store;
		this.#clock = ports.clock;
		this.#log = ports.log;
		this.#limits = limits;
	}

	lobby(): Promise<Room> {
		return this.#store.lobby();
	}

	all(): Promise<(ListedRoom & { messages: number })[]> {
		return this.#store.allRooms();
	}

	/** Throws `not_found`. */
	async find(name: string): Promise<Room> {
		const key = lookupKey(name);
		const room = key === null ? null : await this.#store.roomByKey(key);
		if (!room) throw new ParlourError("not_found", `Cannot find a room named ${name}`);
		return room;
	}

	/** One's own rooms, with what is unread in them. */
	mine(person: Person): Promise<RoomSummary[]> {
		return this.#store.roomsOf(person.account.id);
	}

	/** Throws `not_found`. */
	async summary(person: Person, room: number): Promise<RoomSummary> {
		const summary = await this.#store.roomOf(person.account.id, room);
		if (!summary) throw notYours();
		return summary;
	}

	async directory(person: Person): Promise<ListedRoom[]> {
		this.#limits.take("reads", person.account.id);
		return this.#store.publicRooms(person.account.id);
	}

	/** Throws `not_found`. */
	async members(person: Person, room: number): Promise<User[]> {
		this.#limits.take("reads", person.account.id);
		requireMember(person, room);
		return this.#store.members(room);
	}

	/** Throws `name_invalid`, `name_taken`, `rate_limited`. */
	async create(person: Person, wish: { name: string; visibility: Visibility; topic: string }): Promise<RoomSummary> {
		const name = checkRoomName(wish.name);
		const topic = checkTopic(wish.topic);
		this.#limits.take("roomChanges", person.account.id);
		const { room } = await this.#store.createRoom({
			name,
			nameKey: nameKey(name),
			topic,
			visibility: wish.visibility,
			creator: person.user,
			at: this.#clock.now(),
		});
		this.#log.info("room created", { ...actor(person), room: room.name, visibility: room.visibility });
		return this.summary(person, room.id);
	}

	/** Anybody may join a public room. Throws `not_found`, `rate_limited`. */
	async join(person: Person, roomId: number): Promise<RoomSummary> {
		this.#limits.take("reads", person.account.id);
		if (person.rooms.has(roomId)) return this.summary(person, roomId);
		this.#limits.take("roomChanges", person.account.id);
		const room = await this.#store.room(roomId);
		if (room?.visibility !== "public") throw notYours();
		await this.#store.addMember({ room: roomId, user: person.user, at: this.#clock.now() });
		this.#log.info("room joined", { ...actor(person), room: room.name });
		return this.summary(person, roomId);
	}

	/** Throws `not_found`; `forbidden` for the lobby, which is everybody's. */
	async leave(person: Person, roomId: number): Promise<void> {
		requireMember(person, roomId);
		const room = await this.#store.room(roomId);
		if (room?.lobby) throw new ParlourError("forbidden", "Cannot leave the lobby: everybody is in it");
		await this.#store.removeMember({ room: roomId, user: person.user, at: this.#clock.now() });
		this.#log.info("room left", { ...actor(person), room: room?.name });
	}

	/** A member brings somebody in. Throws `not_found`, `rate_limited`. */
	async invite(person: Person, roomId: number, name: string): Promise<void> {
		requireMember(person, roomId);
		this.#limits.take("roomChanges", person.account.id);
		const key = lookupKey(name);
		const invited = key === null ? null : await this.#store.accountByKey(key);
		if (!invited) throw new ParlourError("not_found", `Cannot find an account named ${name.slice(0, 64)}`);
		const user = { id: invited.id, name: invited.name };
		const { room } = await this.#store.addMember({ room: roomId, user, invitedBy: person.user, at: this.#clock.now() });
		this.#log.info("room invitation", { ...actor(person), room: room.name, invited: user.name });
	}

	/** Throws `not_found`, `message_too_long`, `rate_limited`. */
	async setTopic(person: Person, roomId: number, rawTopic: string): Promise<void> {
		requireMember(person, roomId);
		const topic = checkTopic(rawTopic);
		this.#limits.take("roomChanges", person.account.id);
		const { room } = await this.#store.setTopic({ room: roomId, by: person.user, topic, at: this.#clock.now() });
		this.#log.info("room topic", { ...actor(person), room: room.name });
	}
}
