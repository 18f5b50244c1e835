import { ACTION } from "../../../protocol/action.ts";
import type { File, Message } from "../../../protocol/entities.ts";
import { asAction } from "../line/action.ts";
import { splitText } from "../line/split-text.ts";
import { openCodes, toIrc } from "./formatting.ts";

/** A line's worth of a message; `joined` to the one before it without a break. */
export interface Piece {
	text: string;
	joined: boolean;
}

function fileLine(file: File, baseUrl: string): string {
	return `${file.name}: ${baseUrl}/files/${file.id}/${encodeURIComponent(file.name)}`;
}

/** Code keeps its marks: nobody wants it half in bold. */
function* bodyLines(body: string): Generator<string> {
	let inCode = false;
	for (const line of body.split("\n")) {
		const fence = /^\s*(?:```|~~~)/.test(line);
		if (fence) inCode = !inCode;
		yield fence || inCode ? line : toIrc(line);
	}
}

/** Told as CTCP's ACTION. */
export function isAction({ body }: Message): boolean {
	return ACTION.test(body);
}

/** The pieces that a message is sent in, at least one, each of at most `maxBytes`. A file is a link. */
export function piecesOf(message: Message, baseUrl: string, opening: string, maxBytes: number): Piece[] {
	const body = message.body.replace(ACTION, "");
	const lines = body === "" ? [] : [...bodyLines(body)];
	for (const file of message.files ?? []) lines.push(fileLine(file, baseUrl));
	if (lines.length === 0) lines.push("");
	lines[0] = opening + lines[0];
	return lines.flatMap((line) => splitText(line, maxBytes).map((text, index) => ({ text, joined: index > 0 })));
}

/** The same for those who take one line at a time: blank ones are none. `asWritten`: where their writer's client has cut them. */
export function textsOf(pieces: readonly Piece[], action: boolean, asWritten: boolean): string[] {
	const texts = formattedApart(pieces)
		.map((text) => (asWritten ? text : text.trimEnd()))
		.filter((text) => text.trim() !== "");
	if (texts.length === 0) texts.push("");
	return action ? texts.map(asAction) : texts;
}

/** Each by itself looks as it does after the one that it is joined to. */
function formattedApart(pieces: readonly Piece[]): string[] {
	let open = "";
	return pieces.map(({ text, joined }) => {
		const whole = (joined ? open : "") + text;
		open = openCodes(whole);
		return whole;
	});
}
