import { effect } from "@preact/signals-core";
import { formatTime } from "../../client/dates.ts";
import { formatSize } from "../../client/file-size.ts";
import { findMessage } from "../../client/held-messages.ts";
import { systemText } from "../../client/system-text.ts";
import type { Message } from "../../protocol/entities.ts";
import { guestName } from "../../protocol/guest-name.ts";
import { urlOf } from "../../tui/log/file-lines.ts";
import { printable } from "../../tui/text/printable.ts";
import type { Conversation } from "./conversation.ts";

const UNSAFE_IN_JSON = /[\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/g;

/** Prints what is said there from now on, one message a line, but for what this very process has sent, and that it came. */
export function printMessages(
	{ room, messages: held }: Conversation,
	own: ReadonlySet<string>,
	{ asJson, base, me }: { asJson: boolean; base: string; me: number | undefined },
): () => void {
	let printed = room.cursor;
	let before: readonly Message[] = held.peek();
	return effect(() => {
		const messages = held.value;
		const news = messages.filter(({ rev }) => rev > printed).sort((a, b) => a.rev - b.rev);
		const known = before;
		before = messages;
		for (const message of news) {
			printed = message.rev;
			if (message.nonce !== undefined && own.has(message.nonce)) continue;
			if (isComing(message) && message.author?.id === me) continue;
			if (!asJson && saysTheSame(findMessage(known, message.seq), message)) continue;
			const line = asJson ? jsonLine(message, room.title.peek()) : plainLine(message, base);
			if (line !== null) process.stdout.write(`${line}\n`);
		}
	});
}

function isComing({ event }: Message): boolean {
	return event === "arrived" || event === "departed" || event === "joined";
}

/** A reaction, a reply in its thread: nothing that a line tells. */
function saysTheSame(before: Message | undefined, { body, editedAt }: Message): boolean {
	return before !== undefined && before.body === body && before.editedAt === editedAt;
}

/** The author by name alone, null for the host; of a guest it says `guest`. */
export function jsonLine({ nonce: _, author, ...message }: Message, room: string): string {
	const guest = author?.guest ? { guest: true } : {};
	const json = JSON.stringify({ room, ...message, author: author?.name ?? null, ...guest });
	return json.replace(UNSAFE_IN_JSON, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function nameOf({ author }: Message): string {
	if (!author) return "Host";
	return author.guest ? guestName(author.name) : author.name;
}

/** Files as links to the server at `base`. Null for what a line cannot tell: that an older message is gone. */
export function plainLine(message: Message, base: string): string | null {
	const time = formatTime(message.at);
	if (message.deleted) return null;
	if (message.kind === "system" && message.event !== "said") return printable(`${time} * ${systemText([message])}`);
	const edited = message.editedAt === undefined ? "" : " (edited)";
	const reply = message.thread === undefined ? "" : "↳ ";
	const files = (message.files ?? []).map((file) => `[${file.name} ${formatSize(file.size)} ${urlOf(file, base)}]`);
	const words = [message.body.replaceAll("\n", " ⏎ "), ...files].filter(Boolean).join(" ");
	return printable(`${time} ${nameOf(message)}${edited}: ${reply}${words}`);
}
