import type { ListedRoom, Room, RoomSummary, Visibility } from "../protocol/entities.ts";
import { ParlourError } from "../protocol/errors.ts";
import type { Store } from "../store/port.ts";
import { asManyAsFit } from "./answer-size.ts";
import type { Clock } from "./clock.ts";
import { refuseGuest } from "./guest-bounds.ts";
import type { Limits } from "./limits.ts";
import type { Log } from "./log.ts";
import { actor, notYours, ownRoom } from "./membership.ts";
import { namedAccount } from "./named-account.ts";
import { checkRoomName, lookupKey, nameKey } from "./names.ts";
import type { Person } from "./presence.ts";
import { checkTopic } from "./texts.ts";

const MAX_DIRECT_PEOPLE = 9;

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
	mine(person: Pick<Person, "account">): Promise<RoomSummary[]> {
		return this.#store.roomsOf(person.account.id);
	}

	/** Throws `not_found`. */
	async summary(person: Person, room: number): Promise<RoomSummary> {
		const summary = await this.#store.roomOf(person.account.id, room);
		if (!summary) throw notYours();
		return summary;
	}

	/** Public rooms, by their names; those that one answer holds. Throws `rate_limited`. */
	async directory(person: Person): Promise<ListedRoom[]> {
		this.#limits.take("reads", person.account.id);
		return asManyAsFit(await this.#store.publicRooms(person.account.id));
	}

	/** Throws `name_invalid`, `name_taken`, `forbidden` for a guest's private one, `rate_limited`. */
	async create(
		person: Person,
		wish: { name: string; visibility: Exclude<Visibility, "direct">; topic: string },
	): Promise<RoomSummary> {
		const name = checkRoomName(wish.name);
		const topic = checkTopic(wish.topic);
		if (wish.visibility !== "public") refuseGuest(person.account, "make a private room");
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

	/**
	 * Anybody may join a public room, and a private one that has an invitation for their name, if its other rules let them
	 * in; `key` is the word of a keyed one. Throws `not_found`, `banned`, `wrong_key`, `room_full`, `rate_limited`.
	 */
	async join(person: Person, roomId: number, key?: string): Promise<RoomSummary> {
		this.#limits.take("reads", person.account.id);
		if (person.rooms.has(roomId)) return this.summary(person, roomId);
		this.#limits.take("roomChanges", person.account.id);
		const room = await this.#store.room(roomId);
		if (!room || room.visibility === "direct") throw notYours();
		const at = this.#clock.now();
		await this.#store.addMember({ room: roomId, user: person.user, ...(key === undefined ? {} : { key }), at });
		this.#log.info("room joined", { ...actor(person), room: room.name });
		return this.summary(person, roomId);
	}

	/** The room of oneself and these people, made where there is none; of oneself alone, for notes. Not with guests. Throws `not_found`, `forbidden`, `bad_request`, `rate_limited`. */
	async direct(person: Person, names: readonly string[]): Promise<RoomSummary> {
		refuseGuest(person.account, "talk in private");
		this.#limits.take("roomChanges", person.account.id);
		const others = await Promise.all(names.map((name) => namedAccount(this.#store, name)));
		const guest = others.find((other) => other.guest);
		if (guest)
			throw new ParlourError("forbidden", `Cannot talk to ${guest.name} in private: guests are in public rooms only`);
		const people = new Map([person.user, ...others].map((user) => [user.id, user]));
		if (people.size > MAX_DIRECT_PEOPLE) {
			throw new ParlourError("bad_request", `Cannot talk to so many: ${MAX_DIRECT_PEOPLE - 1} others are the most`);
		}
		const ids = [...people.keys()].sort((a, b) => a - b);
		const { room, change } = await this.#store.createDirect({
			people: [...people.values()],
			key: ids.join(","),
			creator: person.user,
			at: this.#clock.now(),
		});
		if (change) this.#log.info("direct room created", { ...actor(person), people: people.size });
		return this.summary(person, room.id);
	}

	/** Throws `not_found`; `forbidden` for the lobby, which is everybody's, and for direct rooms. */
	async leave(person: Person, roomId: number): Promise<void> {
		const room = await ownRoom(this.#store, person, roomId);
		if (room.lobby && person.account.role !== "guest") {
			throw new ParlourError("forbidden", "Cannot leave the lobby: everybody is in it");
		}
		if (room.visibility === "direct") {
			throw new ParlourError("forbidden", "Cannot leave direct messages: set their notifications to none instead");
		}
		await this.#store.removeMember({ room: roomId, user: person.user, at: this.#clock.now() });
		this.#log.info("room left", { ...actor(person), room: room.name });
	}

	/** A member brings somebody in. Throws `not_found`, `forbidden` for direct rooms, `banned`, `room_full`, `rate_limited`. */
	async invite(person: Person, roomId: number, name: string): Promise<void> {
		const room = await ownRoom(this.#store, person, roomId);
		if (room.visibility === "direct") {
			throw new ParlourError("forbidden", "Cannot bring anybody into direct messages: start new ones with all of you");
		}
		this.#limits.take("roomChanges", person.account.id);
		const user = await namedAccount(this.#store, name);
		await this.#store.addMember({ room: roomId, user, invitedBy: person.user, at: this.#clock.now() });
		this.#log.info("room invitation", { ...actor(person), room: room.name, invited: user.name });
	}

	/** Throws `not_found`, `forbidden` for direct rooms and where only moderators may, `banned`, `room_archived`, `message_too_long`, `rate_limited`. */
	async setTopic(person: Person, roomId: number, rawTopic: string): Promise<void> {
		const room = await ownRoom(this.#store, person, roomId);
		if (room.visibility === "direct") throw new ParlourError("forbidden", "Direct messages have no topic");
		const topic = checkTopic(rawTopic);
		this.#limits.take("roomChanges", person.account.id);
		await this.#store.setTopic({ room: roomId, by: person.user, topic, at: this.#clock.now() });
		this.#log.info("room topic", { ...actor(person), room: room.name });
	}
}
