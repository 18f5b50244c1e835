import type { SystemEvent } from "../../protocol/entities.ts";
import type { ArchivedMessage, ArchivedRoom } from "../../store/sqlite/moving/archive.ts";

const EVENTS: Record<SystemEvent, (who: string, body: string) => string> = {
	created: (who) => `${who} made this room`,
	joined: (who) => `${who} joined`,
	left: (who) => `${who} left`,
	invited: (who, body) => `${who} brought in ${body}`,
	topic: (who, body) => (body === "" ? `${who} removed the topic` : `${who} changed the topic to: ${body}`),
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
	if (message.deletedAt !== null) return `${who}: (deleted)`;
	return `${who}: ${message.body}${message.editedAt === null ? "" : " (edited)"}`;
}

/** A room as a text file: its name and topic, then a line a message under its day; local times. */
export class RoomText {
	readonly #nameOf: (user: number) => string;
	#day = "";

	constructor(nameOf: (user: number) => string) {
		this.#nameOf = nameOf;
	}

	begin({ name, topic }: Pick<ArchivedRoom, "name" | "topic">): string {
		return `#${name}${topic === "" ? "" : `: ${topic}`}\n`;
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
