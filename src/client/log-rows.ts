import type { Message } from "../protocol/entities.ts";
import { startOfDay } from "./dates.ts";
import type { OutboxEntry } from "./outbox.ts";

const GROUP_MS = 5 * 60_000;
/** The day on which the clocks go forward. */
const SHORTEST_DAY_MS = 23 * 3_600_000;

export type Row =
	| { kind: "start"; key: string }
	| { kind: "day"; key: string; at: number }
	| { kind: "new"; key: string }
	| { kind: "message"; key: string; message: Message; head: boolean }
	| { kind: "system"; key: string; messages: Message[] }
	| { kind: "outgoing"; key: string; entry: OutboxEntry; head: boolean };

/**
 * What the log shows, top to bottom: where the room begins (once `whole`: nothing older is left), day dividers, the *New* line before the first unread message of somebody else,
 * grouped messages, system lines that follow each other folded into one, and what is still on its way out.
 */
export function makeRows(
	messages: readonly Message[],
	outgoing: readonly OutboxEntry[],
	me: number,
	newAfter: number | null,
	whole: boolean,
): Row[] {
	const rows: Row[] = whole ? [{ kind: "start", key: "start" }] : [];
	let day = 0;
	let drawn = newAfter === null;
	let previous: Message | null = null;
	let folding: Message[] | null = null;
	for (const message of messages) {
		if (message.at < day || message.at >= day + SHORTEST_DAY_MS) {
			const start = startOfDay(message.at);
			if (start !== day) {
				day = start;
				rows.push({ kind: "day", key: `day-${message.seq}`, at: message.at });
				previous = null;
				folding = null;
			}
		}
		if (!drawn && newAfter !== null && message.seq > newAfter && isNews(message, me)) {
			drawn = true;
			rows.push({ kind: "new", key: "new" });
			previous = null;
			folding = null;
		}
		if (message.kind === "system" && message.event !== "said") {
			if (folding) folding.push(message);
			else {
				folding = [message];
				rows.push({ kind: "system", key: `s${message.seq}`, messages: folding });
			}
			previous = null;
			continue;
		}
		folding = null;
		rows.push({ kind: "message", key: `m${message.seq}`, message, head: !follows(previous, message) });
		previous = message;
	}
	for (const entry of outgoing) {
		const start = startOfDay(entry.at);
		if (start > day) {
			day = start;
			rows.push({ kind: "day", key: `day-o${entry.nonce}`, at: entry.at });
			previous = null;
		}
		const last = rows.at(-1);
		const head =
			last?.kind !== "outgoing" &&
			!(previous?.author?.id === me && entry.at - previous.at < GROUP_MS && last?.kind !== "new");
		rows.push({ kind: "outgoing", key: `o${entry.nonce}`, entry, head });
	}
	return rows;
}

function isNews(message: Message, me: number): boolean {
	return message.kind === "text" && message.author?.id !== me && !message.deleted;
}

function follows(previous: Message | null, message: Message): boolean {
	return (
		previous !== null &&
		previous.kind === message.kind &&
		previous.author?.id === message.author?.id &&
		message.at - previous.at < GROUP_MS
	);
}
