import type { Message, User } from "../protocol/entities.ts";
import { guestName } from "../protocol/guest-name.ts";
import { removalText, ruleText } from "../protocol/rule-text.ts";

const SHOWN = 6;

type NameOf = (user: User) => string;

const plainName: NameOf = ({ name, guest }) => (guest ? guestName(name) : name);

function sentence({ author, event, body }: Message, nameOf: NameOf): string {
	const who = author ? nameOf(author) : "The host";
	switch (event) {
		case "created":
			return `${who} made this room`;
		case "joined":
			return `${who} joined`;
		case "left":
			return `${who} left`;
		case "removed":
			return removalText(who, body);
		case "rule":
			return ruleText(who, body);
		case "invited":
			return `${who} brought in ${body}`;
		case "topic":
			return body === "" ? `${who} removed the topic` : `${who} changed the topic to “${body}”`;
		case "renamed":
			return `${who} renamed this room to “${body}”`;
		case "archived":
			return `${who} archived this room`;
		case "unarchived":
			return `${who} brought this room back from the archive`;
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
export function systemText(messages: readonly Message[], nameOf: NameOf = plainName): string {
	const sentences = messages.map((message) => sentence(message, nameOf));
	if (sentences.length <= SHOWN) return sentences.join(" · ");
	const hidden = sentences.length - SHOWN;
	return `${hidden} earlier · ${sentences.slice(-SHOWN).join(" · ")}`;
}
