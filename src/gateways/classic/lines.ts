import type { Message, SystemEvent } from "../../protocol/entities.ts";
import { encodeSlices } from "./frame-encoder.ts";
import { clockTime, encodeSystemLine } from "./system-line.ts";

/** Who wrote the last line that a connection was shown; null after a system line. */
export type LastAuthor = number | null;

/** A message as the classic client shows it. */
export type Line =
	| { kind: "system"; text: string; at: number }
	| { kind: "person"; author: LastAuthor; name: string; text: string; at: number };

const EVENTS: Record<SystemEvent, (who: string, body: string) => string> = {
	created: (who) => `${who} created this room`,
	joined: (who) => `${who} joined the room`,
	left: (who) => `${who} left the room`,
	invited: (who, body) => `${who} invited ${body}`,
	topic: (who, body) => (body === "" ? `${who} removed the topic` : `${who} set the topic: ${body}`),
	arrived: (who) => `${who} has joined the chat!`,
	departed: (who) => `${who} has left the chat.`,
	said: (_, body) => `Host: ${body}`,
	cleared: (who) => `${who} cleared the history`,
	other: (_, body) => body,
};

function textOf(message: Message, live: boolean): string {
	return live && message.rev > message.seq ? `${message.body} (edited)` : message.body;
}

/**
 * Null for what the classic protocol cannot show: a deletion, and a change that left the words as they were.
 * `live` is a change as it happens, else the entry of a history.
 */
export function toLine(message: Message, live: boolean): Line | null {
	if (message.deleted) return null;
	const { at, author, body, event } = message;
	if (event) return { kind: "system", text: EVENTS[event](author?.name ?? "The host", body), at };
	if (live && message.rev > message.seq && message.editedAt === undefined) return null;
	return { kind: "person", author: author?.id ?? null, name: author?.name ?? "Host", text: textOf(message, live), at };
}

/** The lines as frames, and who wrote the last of them. A name is left out where the same person wrote the line before. */
export function encodeLines(lines: readonly Line[], before: LastAuthor): { bytes: Uint8Array; lastAuthor: LastAuthor } {
	let lastAuthor = before;
	const parts = lines.map((line) => {
		if (line.kind === "system") {
			lastAuthor = null;
			return encodeSystemLine(line.text, line.at);
		}
		const follows = line.author !== null && line.author === lastAuthor;
		// Without the name, words in brackets would be taken for somebody else's.
		const name = follows && !line.text.startsWith("[") ? "" : `[${line.name}]: `;
		lastAuthor = line.author;
		return encodeSlices(`${name}${line.text} ${clockTime(line.at)}`);
	});
	return { bytes: parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts), lastAuthor };
}
