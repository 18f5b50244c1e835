import type { Message } from "../../protocol/entities.ts";
import { truncate, widthOf } from "../text/cells.ts";
import { hrefOf } from "../text/href.ts";
import { type Line, type Style, span } from "../text/line.ts";
import { markdownLines } from "../text/markdown.ts";
import { beside } from "./beside.ts";
import { fileLines } from "./file-lines.ts";
import { footLines } from "./foot-lines.ts";
import { highlighted } from "./highlight.ts";
import { bodyColumns, type LogLook } from "./log-look.ts";

export function messageLines(message: Message, head: boolean, look: LogLook): Line[] {
	const name = message.author ? look.nameOf(message.author) : "Host";
	const style = message.author ? look.theme.person(message.author.name) : look.theme.accent;
	const pointed = look.found === message.seq || look.chosen === message.seq;
	return beside(
		{ name, style, at: message.at, head: head || pointed, time: timeStyle(message, pointed, look) },
		message.deleted ? deletedLines(message, look) : allLines(message, look),
		look,
	);
}

/** A deleted root still has its thread. */
function deletedLines(message: Message, look: LogLook): Line[] {
	const { replies } = message;
	const thread = replies ? footLines({ ...message, reactions: undefined }, bodyColumns(look), look) : [];
	return [[span("message deleted", { dim: true, italic: true })], ...thread];
}

/** One sees by the time what names one, and which message is meant. */
function timeStyle(message: Message, pointed: boolean, { theme, myId }: LogLook): Style | undefined {
	if (pointed) return { ...theme.accent, inverse: true };
	return message.author?.id !== myId && namesMe(message, myId) ? theme.mention : undefined;
}

export function namesMe({ mentions, everyone, deleted }: Message, me: number): boolean {
	return !deleted && (everyone !== undefined || mentions?.includes(me) === true);
}

function allLines(message: Message, look: LogLook): Line[] {
	const columns = bodyColumns(look);
	const lines = message.body === "" ? [] : markdownLines(message.body, columns, withEveryone(message, look));
	const shown = look.terms.length === 0 ? lines : lines.map((line) => highlighted(line, look.terms));
	return [
		...replyLine(message, columns, look),
		...withTail([...shown, ...fileLines(message.files ?? [], columns, look)], message, columns, look),
		...(message.links ?? []).map((link): Line => {
			const words = [link.site, link.title].filter(Boolean).join(": ");
			return [
				span("▎ ", look.theme.faint),
				span(truncate(words, columns - 2), { ...look.theme.faint, href: hrefOf(link.url) }),
			];
		}),
		...footLines(message, columns, look),
	];
}

function withEveryone({ everyone }: Message, look: LogLook): LogLook {
	return everyone === undefined ? look : { ...look, everyone: true };
}

/** A reply that stands in the room too says there what it answers. */
function replyLine({ thread, inRoom }: Message, columns: number, { quoteOf, theme, inThread }: LogLook): Line[] {
	if (thread === undefined || !inRoom || thread === inThread) return [];
	const quote = quoteOf(thread);
	const words = quote === null ? "↳ replied in a thread" : `↳ to “${quote}`;
	const cut = truncate(words, columns - 1);
	return [[span(quote === null ? cut : `${cut}”`, theme.faint)]];
}

/** What else is to be known of it, behind its last word. */
function withTail(lines: Line[], message: Message, columns: number, look: LogLook): Line[] {
	const facts = [
		message.inRoom && message.thread === look.inThread ? "in the room too" : "",
		message.editedAt === undefined ? "" : "edited",
		message.pinned ? "pinned" : "",
		look.isSaved(message.seq) ? "saved" : "",
	].filter(Boolean);
	if (facts.length === 0) return lines;
	const tail = span(`(${facts.join(", ")})`, look.theme.faint);
	const last = lines.at(-1) ?? [];
	const room = columns - last.reduce((sum, { text }) => sum + widthOf(text), 0);
	if (room < tail.text.length + 1) return [...lines, [tail]];
	return [...lines.slice(0, -1), last.length === 0 ? [tail] : [...last, span(" "), tail]];
}
