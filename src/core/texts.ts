import { ParlourError } from "../protocol/errors.ts";

const MAX_TOPIC_CHARS = 250;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a screen
const CONTROL = /[\u0000-\u0008\u000B-\u001F\u007F\u0080-\u009F]/g;

function countChars(text: string): number {
	let count = 0;
	for (const _ of text) count++;
	return count;
}

/** As checkBody, where an empty one is a body too. Throws `message_too_long`. */
export function cleanBody(raw: string, maxChars: number): string {
	return withinLength(readable(raw).trimEnd().replace(/^\n+/, ""), maxChars);
}

/** The same of what is being typed: blanks at its ends stay, as more is coming behind them. */
export function cleanDraft(raw: string, maxChars: number): string {
	return withinLength(readable(raw), maxChars);
}

function readable(raw: string): string {
	return raw.toWellFormed().replace(/\r\n?/g, "\n").replace(CONTROL, "");
}

function withinLength(body: string, maxChars: number): string {
	if (body.length > maxChars && countChars(body) > maxChars) {
		throw new ParlourError(
			"message_too_long",
			`Cannot post this: it has ${countChars(body)} characters, and ${maxChars} are the most. Shorten or split it`,
		);
	}
	return body;
}

/** Whether a reader would see nothing of it. */
export function looksEmpty(body: string): boolean {
	return body.replace(/[\s\p{Default_Ignorable_Code_Point}]/gu, "") === "";
}

/** A body as it is kept: well-formed, without control characters, line breaks as \n. Throws `message_empty`, `message_too_long`. */
export function checkBody(raw: string, maxChars: number): string {
	const body = cleanBody(raw, maxChars);
	if (looksEmpty(body)) throw new ParlourError("message_empty", "Cannot post this: the message is empty");
	return body;
}

/** One line, spaces folded. Throws `message_too_long`; `what` is for its words: "topic". */
export function checkLine(what: string, raw: string, maxChars: number): string {
	const line = raw.toWellFormed().replace(/\s+/g, " ").replace(CONTROL, "").trim();
	if (countChars(line) > maxChars) {
		throw new ParlourError("message_too_long", `Cannot set this ${what}: ${maxChars} characters are the most`);
	}
	return line;
}

/** One line of at most 250 characters. Throws `message_too_long`. */
export function checkTopic(raw: string): string {
	return checkLine("topic", raw, MAX_TOPIC_CHARS);
}
