import type { Room } from "../../../protocol/entities.ts";

/** The rooms that somebody here is in, and which of them is whose conversation of two. */
export class KnownRooms {
	readonly #rooms = new Map<number, Room>();
	readonly #conversations = new Map<string, number>();

	get(id: number): Room | undefined {
		return this.#rooms.get(id);
	}

	/** Conversations of two apart, which are no channels. */
	get count(): number {
		return this.#rooms.size - this.#conversations.size;
	}

	has(id: number): boolean {
		return this.#rooms.has(id);
	}

	set(room: Room): void {
		this.#rooms.set(room.id, room);
		const pair = pairOf(room);
		if (pair) this.#conversations.set(pair, room.id);
	}

	delete(id: number): void {
		const room = this.#rooms.get(id);
		const pair = room && pairOf(room);
		if (pair) this.#conversations.delete(pair);
		this.#rooms.delete(id);
	}

	/** Of these two; of one alone, their notes. */
	conversation(one: number, other: number): Room | null {
		const id = this.#conversations.get(pair(one, other));
		return (id === undefined ? undefined : this.#rooms.get(id)) ?? null;
	}
}

function pair(one: number, other: number): string {
	return one < other ? `${one},${other}` : `${other},${one}`;
}

function pairOf({ visibility, people }: Room): string | null {
	if (visibility !== "direct" || !people || people.length > 2) return null;
	const [one, other = one] = people;
	return one && other ? pair(one.id, other.id) : null;
}
