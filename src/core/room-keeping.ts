import type { Room } from "../protocol/entities.ts";
import { ParlourError } from "../protocol/errors.ts";
import type { Store } from "../store/port.ts";
import type { Clock } from "./clock.ts";
import type { Limits } from "./limits.ts";
import type { Log } from "./log.ts";
import { actor, ownRoom } from "./membership.ts";
import { mayModerate } from "./moderation.ts";
import { checkRoomName, nameKey } from "./names.ts";
import type { Person } from "./presence.ts";

/** What whoever moderates a room does with it as a whole. */
export class RoomKeeping {
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

	/** Throws `not_found`, `forbidden`, `name_invalid`, `name_taken`, `rate_limited`. */
	async rename(person: Person, roomId: number, rawName: string): Promise<void> {
		const room = await this.#kept(person, roomId, "rename");
		const name = checkRoomName(rawName);
		this.#limits.take("roomChanges", person.account.id);
		const at = this.#clock.now();
		await this.#store.renameRoom({ room: roomId, by: person.user, name, nameKey: nameKey(name), at });
		this.#log.info("room renamed", { ...actor(person), room: room.name, to: name });
	}

	/** Nothing is said in an archived room; `on` false opens it again. Throws `not_found`, `forbidden`, `rate_limited`. */
	async archive(person: Person, roomId: number, on: boolean): Promise<void> {
		const room = await this.#kept(person, roomId, "archive");
		this.#limits.take("roomChanges", person.account.id);
		await this.#store.archiveRoom({ room: roomId, by: person.user, on, at: this.#clock.now() });
		this.#log.info(on ? "room archived" : "room unarchived", { ...actor(person), room: room.name });
	}

	async #kept(person: Person, roomId: number, what: "rename" | "archive"): Promise<Room> {
		const room = await ownRoom(this.#store, person, roomId);
		if (room.lobby) throw new ParlourError("forbidden", `Cannot ${what} the lobby: it is everybody's`);
		if (room.visibility === "direct") throw new ParlourError("forbidden", `Cannot ${what} direct messages`);
		if (mayModerate(person, room)) return room;
		throw new ParlourError("forbidden", `Cannot ${what} this room: ask who moderates it`);
	}
}
