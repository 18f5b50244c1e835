import { createHash } from "node:crypto";
import { checkRoomName, checkUserName, nameKey } from "../../core/names.ts";
import { ParlourError } from "../../protocol/errors.ts";
import type { ArchivedMessage } from "../../store/sqlite/moving/archive.ts";
import type { Mover, NewMessage } from "../../store/sqlite/moving/mover.ts";
import { CommandError } from "../command-error.ts";
import type { ExportRecord, RecordOf } from "../export/records.ts";

export interface TakenIn {
	accounts: number;
	rooms: number;
	members: number;
	messages: number;
	/** Messages that were here before. */
	here: number;
	/** Whose role was not taken over, because this place has its owner. */
	demoted: string[];
}

interface RoomHere {
	id: number;
	/** Nothing was in it: it keeps its numbers. */
	fresh: boolean;
	/** What is in it already, however often it was moved. */
	known: Set<string>;
	/** Who was in it before. */
	members: Set<number>;
	name: string;
	head: number;
}

const APPEND_AT_ONCE = 1000;

function placeOf(message: Pick<ArchivedMessage, "seq" | "at" | "author" | "event">): string {
	return `at ${message.seq} ${message.at} ${message.author} ${message.event}`;
}

function nonceOf(author: number | null, nonce: string): string {
	return `nonce ${author} ${nonce}`;
}

/** For a message that had none and gets a new number: to be known again by where it stood. */
function nonceFor(room: string, { seq, at, author, event }: RecordOf<"message">): string {
	const place = `${room} ${placeOf({ seq, at, author, event: event ?? null })}`;
	return `import-${createHash("sha256").update(place).digest("hex").slice(0, 32)}`;
}

function checked(what: () => string): string {
	try {
		return what();
	} catch (cause) {
		if (cause instanceof ParlourError) throw new CommandError(cause.message);
		throw cause;
	}
}

/** Puts the records of an export into a store, one after another; what is there already is left alone. */
export class TakingIn {
	readonly taken: TakenIn = { accounts: 0, rooms: 0, members: 0, messages: 0, here: 0, demoted: [] };
	readonly #mover: Mover;
	readonly #users = new Map<number, { id: number; name: string }>();
	readonly #rooms = new Map<number, RoomHere>();
	readonly #accountsHere: Map<string, { id: number; name: string }>;
	readonly #keepRoles: boolean;
	readonly #created = new Set<number>();
	#waiting: { room: RoomHere; messages: NewMessage[] } | null = null;

	constructor(mover: Mover) {
		this.#mover = mover;
		this.#accountsHere = new Map(mover.accounts().map(({ id, name, nameKey }) => [nameKey, { id, name }]));
		this.#keepRoles = this.#accountsHere.size === 0;
	}

	/** Throws CommandError for a record that cannot be; the caller says in which line. */
	take(record: ExportRecord): void {
		if (record.type === "account") this.#takeAccount(record);
		else if (record.type === "room") this.#takeRoom(record);
		else if (record.type === "member") this.#takeMember(record);
		else if (record.type === "message") this.#takeMessage(record);
		else if (record.type === "end") this.#append();
	}

	#takeAccount(record: RecordOf<"account">): void {
		const name = checked(() => checkUserName(record.name));
		const key = nameKey(name);
		const found = this.#accountsHere.get(key);
		if (found) {
			this.#users.set(record.id, found);
			return;
		}
		if (!record.passwordHash.startsWith("$argon2")) throw new CommandError(`${name} has no usable password hash`);
		const role = this.#keepRoles ? record.role : "member";
		if (role !== record.role) this.taken.demoted.push(name);
		const { passwordHash, createdAt } = record;
		const id = this.#mover.putAccount({ name, nameKey: key, passwordHash, role, createdAt });
		const account = { id, name };
		this.#accountsHere.set(key, account);
		this.#users.set(record.id, account);
		this.#created.add(id);
		// Everybody is in the lobby; the record of it, where there is one, says more.
		this.#mover.putMember(this.#mover.lobby, { user: id, readSeq: 0, joinedAt: createdAt });
		this.taken.accounts++;
	}

	#takeRoom(record: RecordOf<"room">): void {
		this.#append();
		const name = record.lobby ? record.name : checked(() => checkRoomName(record.name));
		const key = nameKey(name);
		const here = this.#mover.rooms().find((room) => (record.lobby ? room.lobby : room.nameKey === key));
		const { topic, visibility, head, lastAt, createdAt } = record;
		if (!here) {
			const id = this.#mover.putRoom({ name, nameKey: key, topic, visibility, head, lastAt, createdAt });
			this.#rooms.set(record.id, { id, fresh: true, known: new Set(), members: new Set(), name, head });
			this.taken.rooms++;
			return;
		}
		const { id } = here;
		const fresh = here.lobby && here.head === 0;
		if (fresh) this.#mover.resetRoom(id, { topic, head, lastAt, createdAt });
		const members = this.#mover.members(id).map(({ user }) => user);
		this.#rooms.set(record.id, {
			id,
			fresh,
			known: fresh ? new Set() : this.#knownIn(id),
			members: new Set(members.filter((user) => !this.#created.has(user))),
			name,
			head: fresh ? head : here.head,
		});
	}

	#knownIn(room: number): Set<string> {
		const known = new Set<string>();
		for (const message of this.#mover.messages(room)) {
			known.add(placeOf(message));
			if (message.nonce !== null) known.add(nonceOf(message.author, message.nonce));
		}
		return known;
	}

	#takeMember({ room, user, readSeq, joinedAt }: RecordOf<"member">): void {
		const { id, fresh, members, head } = this.#room(room);
		const member = this.#user(user);
		if (members.has(member.id)) return;
		members.add(member.id);
		// In a room that went on without them, their old number says nothing: what is there is no news to them.
		this.#mover.putMember(id, { user: member.id, readSeq: fresh ? Math.min(readSeq, head) : head, joinedAt });
		this.taken.members++;
	}

	#takeMessage(record: RecordOf<"message">): void {
		const room = this.#room(record.room);
		const author = record.author === null ? null : this.#user(record.author);
		const { seq, rev, at, body, event = null, editedAt = null, deletedAt = null } = record;
		if (room.fresh) {
			if (seq > rev || rev > room.head) throw new CommandError(`its numbers ${seq} and ${rev} cannot be`);
			const nonce = record.nonce ?? null;
			this.#mover.putMessage(room.id, {
				seq,
				rev,
				at,
				author: author?.id ?? null,
				event,
				body,
				editedAt,
				deletedAt,
				nonce,
			});
			this.taken.messages++;
			return;
		}
		const nonce = record.nonce ?? nonceFor(room.name, record);
		const place = placeOf({ seq, at, author: author?.id ?? null, event });
		if (room.known.has(place) || room.known.has(nonceOf(author?.id ?? null, nonce))) {
			this.taken.here++;
			return;
		}
		// What was deleted there and never was here needs no tombstone.
		if (deletedAt !== null) return;
		if (this.#waiting?.room !== room) this.#append();
		this.#waiting ??= { room, messages: [] };
		this.#waiting.messages.push({ author, event, body, at, nonce });
		if (this.#waiting.messages.length >= APPEND_AT_ONCE) this.#append();
		this.taken.messages++;
	}

	#append(): void {
		if (this.#waiting) this.#mover.append(this.#waiting.room.id, this.#waiting.messages);
		this.#waiting = null;
	}

	#room(id: number): RoomHere {
		const room = this.#rooms.get(id);
		if (!room) throw new CommandError(`room ${id} has not been named before`);
		return room;
	}

	#user(id: number): { id: number; name: string } {
		const user = this.#users.get(id);
		if (!user) throw new CommandError(`account ${id} has not been named before`);
		return user;
	}
}
