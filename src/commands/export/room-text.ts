import type { SystemEvent } from "../../protocol/entities.ts";
import { removalText, ruleText } from "../../protocol/rule-text.ts";
import type { ArchivedMessage, ArchivedRoom } from "../../store/sqlite/moving/archive.ts";

const EVENTS: Record<SystemEvent, (who: string, body: string) => string> = {
	created: (who) => `${who} made this room`,
	joined: (who) => `${who} joined`,
	left: (who) => `${who} left`,
	removed: removalText,
	invited: (who, body) => `${who} brought in ${body}`,
	rule: ruleText,
	topic: (who, body) => (body === "" ? `${who} removed the topic` : `${who} changed the topic to: ${body}`),
	renamed: (who, body) => `${who} named this room ${body}`,
	archived: (who) => `${who} archived this room`,
	unarchived: (who) => `${who} opened this room again`,
	arrived: (who) => `${who} came`,
	departed: (who) => `${who} went`,
	said: (_, body) => body,
	other: (_, body) => body,
	cleared: () => "the host deleted the history",
};

function twoDigits(value: number): string {
	return String(value).padStart(2, "0");
}

function dayOf(date: Date): string {
	return `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;
}

function wordsOf(message: ArchivedMessage, who: string): string {
	if (message.event) return `* ${EVENTS[message.event](who, message.body)}`;
	const speaker = message.thread === null ? who : `(in a thread) ${who}`;
	if (message.deletedAt !== null) return `${speaker}: (deleted)`;
	const files = message.files.map(({ name }) => `[${name}]`);
	const said = [message.body, ...files].filter((text) => text !== "").join(" ");
	return `${speaker}: ${said}${message.editedAt === null ? "" : " (edited)"}`;
}

/** A room as a text file: its name and topic, then a line a message under its day; local times. */
export class RoomText {
	readonly #nameOf: (user: number) => string;
	#day = "";

	constructor(nameOf: (user: number) => string) {
		this.#nameOf = nameOf;
	}

	begin({ name, topic }: Pick<ArchivedRoom, "name" | "topic">): string {
		return `${name}${topic === "" ? "" : `: ${topic}`}\n`;
	}

	add(message: ArchivedMessage): string {
		const date = new Date(message.at);
		const day = dayOf(date);
		const heading = day === this.#day ? "" : `\n${day}\n`;
		this.#day = day;
		const who = message.author === null ? "the host" : this.#nameOf(message.author);
		const time = `${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`;
		return `${heading}${time}  ${wordsOf(message, who).replaceAll("\n", "\n       ")}\n`;
	}
}
