import type { Message } from "../protocol/entities.ts";

/** The index of the first message whose seq is not below `seq`. */
function lowerBound(messages: readonly Message[], seq: number): number {
	let low = 0;
	let high = messages.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if ((messages[middle]?.seq ?? 0) < seq) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** The held message with this seq. */
export function findMessage(messages: readonly Message[], seq: number): Message | undefined {
	const found = messages[lowerBound(messages, seq)];
	return found?.seq === seq ? found : undefined;
}

/**
 * Applies messages as of their revs to a held stretch, in order of seq, that reaches to the room's newest message.
 * What lies before the stretch is left out, unless the stretch is the whole log (`whole`), and so is what a clearing
 * took. Applying something twice, or something older than what is held, changes nothing. The answer is a new array
 * where anything changed.
 */
export function applyMessages(held: readonly Message[], news: readonly Message[], whole: boolean): readonly Message[] {
	let result: Message[] | null = null;
	for (const message of news) {
		const first = (result ?? held)[0];
		if (first && message.seq < first.seq && (!whole || first.event === "cleared")) continue;
		if (message.event === "cleared" && first && first.seq < message.seq) {
			result = (result ?? held).filter(({ seq }) => seq > message.seq);
		}
		const list: readonly Message[] = result ?? held;
		const index = lowerBound(list, message.seq);
		const existing = list[index];
		if (existing?.seq === message.seq) {
			if (existing.rev >= message.rev) continue;
			result ??= held.slice();
			result[index] = message;
		} else {
			result ??= held.slice();
			result.splice(index, 0, message);
		}
	}
	return result ?? held;
}

/** Older messages before those that are held; what both have stays as it is held. */
export function prependMessages(held: readonly Message[], older: readonly Message[]): readonly Message[] {
	const first = held[0]?.seq ?? Number.POSITIVE_INFINITY;
	return [...older.filter(({ seq }) => seq < first), ...held];
}
