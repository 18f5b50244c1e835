import type { RoomChange } from "../../core/core.ts";
import type { Message, SystemEvent, User } from "../../protocol/entities.ts";
import { guestName } from "../../protocol/guest-name.ts";
import { removalText, ruleText } from "../../protocol/rule-text.ts";
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
	removed: removalText,
	invited: (who, body) => `${who} invited ${body}`,
	rule: ruleText,
	topic: (who, body) => (body === "" ? `${who} removed the topic` : `${who} set the topic: ${body}`),
	arrived: (who) => `${who} has joined the chat!`,
	departed: (who) => `${who} has left the chat.`,
	said: (_, body) => `Host: ${body}`,
	renamed: (who, body) => `${who} renamed the room: ${body}`,
	archived: (who) => `${who} archived this room`,
	unarchived: (who) => `${who} opened this room again`,
	cleared: (who) => `${who} cleared the history`,
	other: (_, body) => body,
};

/** What happens to a message; `root` is what a reply answers, where that is known. */
export interface Happening {
	message: Message;
	kind: RoomChange["kind"]["type"];
	root?: Message | undefined;
}

/** The changes of one commit. A reply changes its root in the same one. */
export function happenings(changes: readonly RoomChange[]): Happening[] {
	const roots = new Map<number, Message>();
	for (const { message, kind } of changes) if (kind.type === "replied") roots.set(message.seq, message);
	return changes.map(({ message, kind }) => ({ message, kind: kind.type, root: roots.get(message.thread ?? -1) }));
}

/** One's own words, then what is attached, which this protocol cannot carry. */
function textOf({ body, files = [] }: Message): string {
	return [body, ...files.map(({ name }) => `[file: ${name}]`)].filter((part) => part !== "").join("\n");
}

function nameOf(author: User): string {
	return author.guest ? guestName(author.name) : author.name;
}

function personLine({ author, at }: Message, text: string): Line {
	return { kind: "person", author: author?.id ?? null, name: author ? nameOf(author) : "Host", text, at };
}

function systemLine({ event = "other", author, body, at }: Message): Line {
	return { kind: "system", text: EVENTS[event](author ? nameOf(author) : "The host", body), at };
}

/** In front of a reply: whose message it answers, as nothing else tells that in one stream of lines. */
function answering(root: Message | undefined): string {
	return root?.author ? `↳ ${root.author.name}: ` : "↳ ";
}

/**
 * What is said and edited, in the room and in its threads alike. Null for what the classic protocol cannot show, or what
 * would only be noise in it: deletions, reactions, pins, previews.
 */
export function toLiveLine({ message, kind, root }: Happening): Line | null {
	if (message.deleted || (kind !== "posted" && kind !== "edited")) return null;
	if (message.kind === "system") return systemLine(message);
	const reply = message.thread === undefined ? "" : answering(root);
	return personLine(message, `${reply}${textOf(message)}${kind === "edited" ? " (edited)" : ""}`);
}

/** An entry of the history, where replies stand only by their number at what they reply to. */
export function toPastLine(message: Message): Line | null {
	if (message.deleted) return null;
	if (message.kind === "system") return systemLine(message);
	const count = message.replies?.count ?? 0;
	const replies = count === 0 ? "" : ` (${count} ${count === 1 ? "reply" : "replies"})`;
	return personLine(message, `${message.thread === undefined ? "" : "↳ "}${textOf(message)}${replies}`);
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
