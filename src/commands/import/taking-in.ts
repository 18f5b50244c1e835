import { checkRoomName, checkUserName, nameKey } from "../../core/names.ts";
import { ParlourError } from "../../protocol/errors.ts";
import type { ArchivedAccount, ArchivedRules } from "../../store/sqlite/moving/archive.ts";
import type { Mover } from "../../store/sqlite/moving/mover.ts";
import { RELEASED_KEY } from "../../store/sqlite/rows.ts";
import { CommandError } from "../command-error.ts";
import type { ExportRecord, RecordOf } from "../export/records.ts";
import { knownIn, type RoomHere } from "./room-here.ts";
import { TakingMessages } from "./taking-messages.ts";
import { toRules } from "./to-rules.ts";

export interface TakenIn {
	accounts: number;
	rooms: number;
	members: number;
	messages: number;
	/** Messages that were here before. */
	here: number;
	/** Whose role was not taken over, because this place has its owner. */
	demoted: string[];
	/** The hashes of what the files and pictures that came in are. */
	blobs: string[];
}

type Named = Pick<ArchivedAccount, "name" | "nameKey" | "role" | "createdAt">;

/** A guest who is gone is nobody else of that name, but the same one in another export. */
function keyHere({ name, nameKey: key, role, createdAt }: Named): string {
	return role === "guest" ? `${RELEASED_KEY}${nameKey(name)}:${createdAt}` : key;
}

function checked<T>(what: () => T): T {
	try {
		return what();
	} catch (cause) {
		if (cause instanceof ParlourError) throw new CommandError(cause.message);
		throw cause;
	}
}

/** Puts the records of an export into a store, one after another; what is there already is left alone. */
export class TakingIn {
	readonly #mover: Mover;
	readonly #messages: TakingMessages;
	readonly #counts = { accounts: 0, rooms: 0, members: 0 };
	readonly #demoted: string[] = [];
	readonly #pictures = new Set<string>();
	readonly #users = new Map<number, { id: number; name: string }>();
	readonly #rooms = new Map<number, RoomHere>();
	readonly #accountsHere: Map<string, { id: number; name: string }>;
	readonly #keepRoles: boolean;
	readonly #created = new Set<number>();
	/** Guests, who were in rooms for as long as they were there. */
	readonly #gone = new Set<number>();
	#current: RoomHere | null = null;

	constructor(mover: Mover) {
		this.#mover = mover;
		this.#messages = new TakingMessages(mover, (user) => this.#user(user).id);
		const here = mover.accounts();
		this.#accountsHere = new Map(here.map((account) => [keyHere(account), { id: account.id, name: account.name }]));
		this.#keepRoles = here.every(({ role }) => role === "guest");
	}

	get taken(): TakenIn {
		const { messages, here, blobs } = this.#messages;
		return { ...this.#counts, messages, here, demoted: this.#demoted, blobs: [...this.#pictures, ...blobs] };
	}

	/** Throws CommandError for a record that cannot be; the caller says in which line. */
	take(record: ExportRecord): void {
		const isNew = (user: number) => this.#created.has(user);
		if (record.type === "account") this.#takeAccount(record);
		else if (record.type === "room") this.#takeRoom(record);
		else if (record.type === "member") this.#takeMember(record);
		else if (record.type === "message") this.#messages.takeMessage(this.#room(record.room), record);
		else if (record.type === "follow") this.#messages.takeFollow(this.#room(record.room), record);
		else if (record.type === "saved") this.#messages.takeSaved(this.#room(record.room), record, isNew);
		else if (record.type === "draft") this.#messages.takeDraft(this.#room(record.room), record, isNew);
		else if (record.type === "end") this.#finishRoom();
	}

	#takeAccount(record: RecordOf<"account">): void {
		const name = checked(() => checkUserName(record.name));
		const isGuest = record.role === "guest";
		const key = keyHere({ ...record, name, nameKey: nameKey(name) });
		const found = this.#accountsHere.get(key);
		if (found) {
			this.#users.set(record.id, found);
			if (isGuest) this.#gone.add(found.id);
			return;
		}
		if (!isGuest && !record.passwordHash.startsWith("$argon2"))
			throw new CommandError(`${name} has no usable password hash`);
		const role = this.#keepRoles || isGuest ? record.role : "member";
		if (role !== record.role) this.#demoted.push(name);
		const { passwordHash, display = null, picture = null, status = null, createdAt } = record;
		const shown = { display, picture, status };
		const id = this.#mover.putAccount({ name, nameKey: key, passwordHash, role, ...shown, createdAt });
		const account = { id, name };
		this.#accountsHere.set(key, account);
		this.#users.set(record.id, account);
		this.#created.add(id);
		if (picture !== null) this.#pictures.add(picture);
		if (isGuest) return void this.#gone.add(id);
		// Everybody is in the lobby; the record of it, where there is one, says more.
		this.#mover.putMember(this.#mover.lobby, { user: id, readSeq: 0, notify: "all", joinedAt: createdAt });
		this.#counts.accounts++;
	}

	#takeRoom(record: RecordOf<"room">): void {
		this.#finishRoom();
		const { name, nameKey: key } = this.#nameOf(record);
		const here = this.#mover.rooms().find((room) => (record.lobby ? room.lobby : room.nameKey === key));
		const { topic, visibility, archivedAt = null, head, lastAt, createdAt } = record;
		const creator = record.creator === undefined ? null : this.#user(record.creator).id;
		const room = { name: name || key, seqs: new Map(), taken: new Set<number>(), grown: new Set<number>() };
		if (!here) {
			const as = { name, nameKey: key, topic, visibility, creator, archivedAt, head, lastAt, createdAt };
			const id = this.#mover.putRoom(as);
			this.#mover.putRules(id, this.#rulesOf(record));
			this.#begin(record.id, { ...room, id, fresh: true, known: new Map(), members: new Set(), head, last: head });
			this.#counts.rooms++;
			return;
		}
		const { id } = here;
		const fresh = here.lobby && here.head === 0;
		if (fresh) {
			this.#mover.resetRoom(id, { topic, head, lastAt, createdAt });
			this.#mover.putRules(id, this.#rulesOf(record));
		}
		const members = this.#mover.members(id).map(({ user }) => user);
		const headHere = fresh ? head : here.head;
		this.#begin(record.id, {
			...room,
			id,
			fresh,
			known: fresh ? new Map() : knownIn(this.#mover.messages(id)),
			members: new Set(members.filter((user) => !this.#created.has(user))),
			head: headHere,
			last: headHere,
		});
	}

	#rulesOf(record: RecordOf<"room">): ArchivedRules {
		return checked(() => toRules(record, (user) => this.#user(user).id));
	}

	/** A direct room is known by who is in it, here by their ids here. */
	#nameOf(record: RecordOf<"room">): { name: string; nameKey: string } {
		if (record.visibility === "direct") {
			const people = (record.people ?? []).map((user) => this.#user(user).id).sort((a, b) => a - b);
			return { name: "", nameKey: `direct:${people.join(",")}` };
		}
		const name = record.lobby ? record.name : checked(() => checkRoomName(record.name));
		return { name, nameKey: nameKey(name) };
	}

	#takeMember({ room, user, readSeq, notify = "all", joinedAt }: RecordOf<"member">): void {
		const { id, fresh, members, head } = this.#room(room);
		const member = this.#user(user);
		if (members.has(member.id) || this.#gone.has(member.id)) return;
		members.add(member.id);
		// In a room that went on without them, their old number says nothing: what is there is no news to them.
		const read = fresh ? Math.min(readSeq, head) : head;
		this.#mover.putMember(id, { user: member.id, readSeq: read, notify, joinedAt });
		this.#counts.members++;
	}

	#begin(idThere: number, room: RoomHere): void {
		this.#rooms.set(idThere, room);
		this.#current = room;
	}

	#finishRoom(): void {
		if (this.#current) this.#messages.finish(this.#current);
		this.#current = null;
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
