import type { Mask, Room, User } from "../protocol/entities.ts";
import { ParlourError } from "../protocol/errors.ts";
import { formatRule, type RuleChange } from "../protocol/rule.ts";
import type { Store } from "../store/port.ts";
import type { Clock } from "./clock.ts";
import type { Limits } from "./limits.ts";
import type { Log } from "./log.ts";
import { actor, ownRoom, requireMember } from "./membership.ts";
import { mayModerate } from "./moderation.ts";
import { namedAccount } from "./named-account.ts";
import type { Person } from "./presence.ts";
import { checkKey, checkLimit, checkMask, checkReason } from "./rule-values.ts";

/** What cannot be said of the lobby: everybody is in it, and the owner and admins moderate it. */
const NOT_OF_THE_LOBBY: ReadonlySet<string> = new Set(["private", "limit", "key", "moderator", "invitation"]);

/** Who may come into a room and speak there: its moderators decide. */
export class RoomRules {
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

	/** Nothing happens where it is so already. Throws `not_found`, `forbidden`, `bad_request`, `rate_limited`. */
	async set(person: Person, roomId: number, change: RuleChange): Promise<void> {
		this.#limits.take("roomChanges", person.account.id);
		const room = await this.#moderated(person, roomId, "change the rules of");
		if (room.lobby && NOT_OF_THE_LOBBY.has(change.rule)) {
			throw new ParlourError("forbidden", "Cannot set this rule for the lobby: everybody is in it");
		}
		if (change.rule === "private" && change.on && person.account.role === "guest") {
			throw new ParlourError("forbidden", "Cannot make this room private: guests are in public rooms only");
		}
		const wish = await this.#checked(change);
		const { change: told } = await this.#store.setRule({
			room: roomId,
			by: person.user,
			...wish,
			at: this.#clock.now(),
		});
		if (told) this.#log.info("room rule", { ...actor(person), room: room.name, rule: formatRule(wish.change) });
	}

	/** Who is banned, excepted and let in: for members. Throws `not_found`, `rate_limited`. */
	async masks(person: Person, room: number): Promise<Mask[]> {
		requireMember(person, room);
		this.#limits.take("reads", person.account.id);
		return this.#store.masks(room);
	}

	/** The word that joining takes: for members. Throws `not_found`, `rate_limited`. */
	async key(person: Person, room: number): Promise<string | null> {
		requireMember(person, room);
		this.#limits.take("reads", person.account.id);
		return this.#store.roomKey(room);
	}

	/** Takes somebody out of the room. Throws `not_found`, `forbidden`, `message_too_long`, `rate_limited`. */
	async remove(person: Person, roomId: number, name: string, rawReason?: string): Promise<void> {
		this.#limits.take("roomChanges", person.account.id);
		const room = await this.#moderated(person, roomId, "remove anybody from");
		const reason = checkReason(rawReason);
		const user = await namedAccount(this.#store, name);
		if (room.lobby && !user.guest) {
			throw new ParlourError("forbidden", `Cannot remove ${user.name} from the lobby: everybody is in it`);
		}
		if (user.id === person.account.id) {
			throw new ParlourError("forbidden", "Cannot remove yourself: leave the room instead");
		}
		await this.#store.removeMember({ room: roomId, user, by: person.user, reason, at: this.#clock.now() });
		this.#log.info("room removal", { ...actor(person), room: room.name, removed: user.name });
	}

	async #moderated(person: Person, roomId: number, doing: string): Promise<Room> {
		const room = await ownRoom(this.#store, person, roomId);
		if (room.visibility === "direct") throw new ParlourError("forbidden", `Cannot ${doing} direct messages`);
		if (mayModerate(person, room)) return room;
		throw new ParlourError("forbidden", `Cannot ${doing} this room: only who moderates it may`);
	}

	/** The change as it is kept. */
	async #checked({ rule, on, value }: RuleChange): Promise<{ change: RuleChange; user?: User; maskKey?: string }> {
		switch (rule) {
			case "limit":
				return { change: on ? { rule, on, value: checkLimit(value) } : { rule, on } };
			case "key":
				return { change: on ? { rule, on, value: checkKey(value) } : { rule, on } };
			case "moderator":
			case "speaker": {
				const user = await namedAccount(this.#store, value ?? "");
				return { change: { rule, on, value: user.name }, user };
			}
			case "ban":
			case "exception":
			case "invitation": {
				const { mask, maskKey } = checkMask(value);
				return { change: { rule, on, value: mask }, maskKey };
			}
			default:
				return { change: { rule, on } };
		}
	}
}
