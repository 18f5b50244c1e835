import { effect } from "@preact/signals-core";
import { formatTime } from "../../client/dates.ts";
import type { Room } from "../../client/room.ts";
import { systemText } from "../../client/system-text.ts";
import type { Message } from "../../protocol/entities.ts";
import { printable } from "../../tui/text/printable.ts";

const UNSAFE_IN_JSON = /[\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/g;

/** Prints what is said in the room from now on, one message a line, but for what this very process has sent. */
export function printMessages(room: Room, own: ReadonlySet<string>, asJson: boolean): () => void {
	let printed = room.cursor;
	return effect(() => {
		const news = room.messages.value.filter(({ rev }) => rev > printed).sort((a, b) => a.rev - b.rev);
		for (const message of news) {
			printed = message.rev;
			if (message.nonce !== undefined && own.has(message.nonce)) continue;
			const line = asJson ? jsonLine(message, room.info.peek().name) : plainLine(message);
			if (line !== null) process.stdout.write(`${line}\n`);
		}
	});
}

/** The author by name alone; null for the host. */
export function jsonLine({ nonce: _, ...message }: Message, room: string): string {
	const json = JSON.stringify({ room, ...message, author: message.author?.name ?? null });
	return json.replace(UNSAFE_IN_JSON, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** Null for what a line cannot tell: that an older message is gone. */
export function plainLine(message: Message): string | null {
	const time = formatTime(message.at);
	if (message.deleted) return null;
	if (message.kind === "system" && message.event !== "said") return printable(`${time} * ${systemText([message])}`);
	const edited = message.rev === message.seq ? "" : " (edited)";
	const body = message.body.replaceAll("\n", " ⏎ ");
	return printable(`${time} ${message.author?.name ?? "Host"}${edited}: ${body}`);
}
