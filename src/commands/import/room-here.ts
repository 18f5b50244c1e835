import { createHash } from "node:crypto";
import type { ArchivedMessage } from "../../store/sqlite/moving/archive.ts";
import type { RecordOf } from "../export/records.ts";

/** A room of an export, as it is in the place that takes it in. */
export interface RoomHere {
	id: number;
	/** Nothing was in it: it keeps its numbers. */
	fresh: boolean;
	/** What is in it already, however often it was moved, and where. */
	known: Map<string, number>;
	/** Who was in it before. */
	members: Set<number>;
	/** What it is called, or else its key. */
	name: string;
	/** Before anything was taken in. */
	head: number;
	/** After what was taken in so far. */
	last: number;
	/** For a room that went on: the numbers there, and what they are here. */
	seqs: Map<number, number>;
	/** The numbers there of what was not here before. */
	taken: Set<number>;
	/** The roots here of what was. */
	grown: Set<number>;
}

type Place = Pick<ArchivedMessage, "seq" | "at" | "author" | "event">;

export function placeOf({ seq, at, author, event }: Place): string {
	return `at ${seq} ${at} ${author} ${event}`;
}

export function nonceOf(author: number | null, nonce: string): string {
	return `nonce ${author} ${nonce}`;
}

/** For a message that had none and gets a new number: to be known again by where it stood. */
export function nonceFor(room: string, { seq, at, author, event }: RecordOf<"message">): string {
	const place = `${room} ${placeOf({ seq, at, author, event: event ?? null })}`;
	return `import-${createHash("sha256").update(place).digest("hex").slice(0, 32)}`;
}

export function knownIn(messages: Iterable<ArchivedMessage>): Map<string, number> {
	const known = new Map<string, number>();
	for (const message of messages) {
		known.set(placeOf(message), message.seq);
		if (message.nonce !== null) known.set(nonceOf(message.author, message.nonce), message.seq);
	}
	return known;
}

/** The number here of what has that number there; null where it did not come along. */
export function seqHere({ fresh, seqs }: RoomHere, seq: number): number | null {
	return fresh ? seq : (seqs.get(seq) ?? null);
}

/** Whether it came in with this import. */
export function isTaken({ fresh, taken }: RoomHere, seq: number): boolean {
	return fresh || taken.has(seq);
}
