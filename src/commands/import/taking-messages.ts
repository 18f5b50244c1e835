import type { ArchivedMessage } from "../../store/sqlite/moving/archive.ts";
import type { Mover } from "../../store/sqlite/moving/mover.ts";
import { CommandError } from "../command-error.ts";
import type { RecordOf } from "../export/records.ts";
import { isTaken, nonceFor, nonceOf, placeOf, type RoomHere, seqHere } from "./room-here.ts";
import { toMessage } from "./to-message.ts";

/** What is said in a room, and what its members keep of it, on its way into a store. */
export class TakingMessages {
	messages = 0;
	/** Messages that were here before. */
	here = 0;
	/** Of the files that came in. */
	readonly blobs = new Set<string>();
	readonly #mover: Mover;
	readonly #idHere: (user: number) => number;

	constructor(mover: Mover, idHere: (user: number) => number) {
		this.#mover = mover;
		this.#idHere = idHere;
	}

	/** Throws CommandError for a record that cannot be. */
	takeMessage(room: RoomHere, record: RecordOf<"message">): void {
		const message = toMessage(record, this.#idHere);
		if (room.fresh) this.#keepNumbers(room, message);
		else if (!this.#append(room, record, message)) return;
		for (const { hash, previewHash } of message.files) {
			this.blobs.add(hash);
			if (previewHash !== null) this.blobs.add(previewHash);
		}
		this.messages++;
	}

	/** After a room's last record. */
	finish(room: RoomHere): void {
		if (!room.fresh && room.taken.size > 0) this.#mover.finishAppending(room.id, room.head, room.grown);
	}

	takeFollow(room: RoomHere, { root, user, following, readSeq }: RecordOf<"follow">): void {
		const here = seqHere(room, root);
		if (here === null) return;
		// As with a member of a room that went on: what is there is no news.
		const read = room.fresh ? readSeq : room.last;
		this.#mover.putFollow(room.id, { user: this.#idHere(user), root: here, following, readSeq: read });
	}

	takeSaved(room: RoomHere, { seq, user, at }: RecordOf<"saved">, isNew: (user: number) => boolean): void {
		const here = seqHere(room, seq);
		const owner = this.#idHere(user);
		if (here === null || !(isTaken(room, seq) || isNew(owner))) return;
		this.#mover.putSaved(room.id, { user: owner, seq: here, at });
	}

	takeDraft(room: RoomHere, record: RecordOf<"draft">, isNew: (user: number) => boolean): void {
		const thread = record.thread === undefined ? 0 : seqHere(room, record.thread);
		const user = this.#idHere(record.user);
		if (thread === null || !(room.fresh || isNew(user))) return;
		this.#mover.putDraft(room.id, { user, thread, body: record.body, at: record.at });
	}

	#keepNumbers(room: RoomHere, message: ArchivedMessage): void {
		const { seq, rev } = message;
		if (seq > rev || rev > room.head) throw new CommandError(`its numbers ${seq} and ${rev} cannot be`);
		this.#mover.putMessage(room.id, message);
	}

	/** Whether it was not here before. */
	#append(room: RoomHere, record: RecordOf<"message">, message: ArchivedMessage): boolean {
		const { author, thread, seq, replies } = message;
		const nonce = message.nonce ?? nonceFor(room.name, record);
		const known = room.known.get(placeOf(message)) ?? room.known.get(nonceOf(author, nonce));
		if (known !== undefined) {
			room.seqs.set(seq, known);
			this.here++;
			return false;
		}
		// What was deleted there and never was here needs no tombstone, unless a thread hangs on it.
		if (message.deletedAt !== null && replies === null) return false;
		const root = thread === null ? null : seqHere(room, thread);
		if (root !== null) room.grown.add(root);
		const place = { thread: root, inRoom: message.inRoom || root === null };
		const appended = this.#mover.appendMessage(room.id, { ...message, ...place, nonce, replies: null });
		room.seqs.set(seq, appended);
		room.last = appended;
		room.taken.add(seq);
		return true;
	}
}
