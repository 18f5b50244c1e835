import { checkBody } from "../../../core/texts.ts";
import { ParlourError } from "../../../protocol/errors.ts";
import type { ChatEntry } from "./chat-entries.ts";

/** An entry as the room log has it. */
export interface Spoken {
	line: number;
	/** By the name in the old application; nobody for a line of the system's that is of no one person. */
	who: string | null;
	event: "arrived" | "departed" | "said" | null;
	body: string;
	minute: number | null;
}

interface Speech {
	spoken: Spoken[];
	remarks: { line: number; lost: boolean; text: string }[];
}

const ARRIVED = /^(.+) has joined the chat!$/;
const DEPARTED = /^(.+) has left the chat\.$/;
/** A cut in somebody's name. */
const NAME_ALONE = /^\[[^\]]*(?:\]:?)?$/;
const MAX_NAME_CHARS = 64;

/** Where `[NAME]: ` may end: every place in the first line, for a name may have brackets in it. */
function possibleNames(text: string): string[] {
	const [first = ""] = text.split("\n", 1);
	if (!first.startsWith("[")) return [];
	return [...first.matchAll(/\]: /g)].map((match) => first.slice(1, match.index)).filter((name) => name.trim() !== "");
}

function eventOf(text: string): { event: "arrived" | "departed"; who: string } | null {
	const arrived = ARRIVED.exec(text)?.[1];
	if (arrived !== undefined) return { event: "arrived", who: arrived };
	const departed = DEPARTED.exec(text)?.[1];
	return departed === undefined ? null : { event: "departed", who: departed };
}

/**
 * The old server gives a name wherever the entry before was not by the same person, a line of the system's included.
 * So what stands in brackets after one of those is a name for certain; elsewhere it may be the text.
 */
function learnNames(entries: readonly ChatEntry[], known: ReadonlySet<string>): Set<string> {
	const names = new Set(known);
	let afterSystem = true;
	for (const { system, text } of entries) {
		const certain = system ? eventOf(text)?.who : afterSystem ? possibleNames(text)[0] : undefined;
		if (certain !== undefined && certain.length <= MAX_NAME_CHARS) names.add(certain);
		afterSystem = system;
	}
	return names;
}

/** Who said what. `known` are the names of those with an account or in the logs. */
export function readSpeakers(entries: readonly ChatEntry[], known: ReadonlySet<string>): Speech {
	const names = learnNames(entries, known);
	const spoken: Spoken[] = [];
	const remarks: Speech["remarks"] = [];
	let author: string | null = null;

	function say(entry: ChatEntry, who: string | null, event: Spoken["event"], raw: string): void {
		try {
			const body = event === "arrived" || event === "departed" ? "" : checkBody(raw, Number.POSITIVE_INFINITY);
			spoken.push({ line: entry.line, who, event, body, minute: entry.minute });
			if (entry.cut) remarks.push({ line: entry.line, lost: false, text: "its end is missing: kept without" });
		} catch (cause) {
			if (!(cause instanceof ParlourError)) throw cause;
			remarks.push({ line: entry.line, lost: true, text: "it says nothing" });
		}
	}

	for (const entry of entries) {
		if (entry.system) {
			const event = eventOf(entry.text);
			if (event && names.has(event.who)) say(entry, event.who, event.event, "");
			else say(entry, null, "said", entry.text);
			continue;
		}
		const possible = possibleNames(entry.text);
		const name = possible.findLast((name) => names.has(name));
		if (name !== undefined) {
			author = name;
			say(entry, name, null, entry.text.slice(name.length + "[]: ".length));
		} else if (entry.cut && NAME_ALONE.test(entry.text)) {
			remarks.push({ line: entry.line, lost: true, text: "it is cut off before it says anything" });
		} else if (author !== null) {
			say(entry, author, null, entry.text);
			if (possible[0] !== undefined) {
				const text = `nobody is known as ${possible[0]}: taken for words of ${author}, who wrote before`;
				remarks.push({ line: entry.line, lost: false, text });
			}
		} else {
			say(entry, null, "said", entry.text);
			remarks.push({ line: entry.line, lost: false, text: "nothing says who wrote it: kept as a line of nobody's" });
		}
	}
	return { spoken, remarks };
}
