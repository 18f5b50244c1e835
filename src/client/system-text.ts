import type { Message } from "../protocol/entities.ts";

const SHOWN = 6;

function sentence({ author, event, body }: Message): string {
	const who = author?.name ?? "The host";
	switch (event) {
		case "created":
			return `${who} made this room`;
		case "joined":
			return `${who} joined`;
		case "left":
			return `${who} left`;
		case "invited":
			return `${who} brought in ${body}`;
		case "topic":
			return body === "" ? `${who} removed the topic` : `${who} changed the topic to “${body}”`;
		case "arrived":
			return `${who} has joined the chat`;
		case "departed":
			return `${who} has left the chat`;
		case "cleared":
			return "The host deleted the history";
		default:
			return body;
	}
}

/** Lines that follow each other, as one. */
export function systemText(messages: readonly Message[]): string {
	const sentences = messages.map(sentence);
	if (sentences.length <= SHOWN) return sentences.join(" · ");
	const hidden = sentences.length - SHOWN;
	return `${hidden} earlier · ${sentences.slice(-SHOWN).join(" · ")}`;
}
