import type { File, Message } from "../../../protocol/entities.ts";
import { splitText } from "../line/split-text.ts";
import { toIrc } from "./formatting.ts";

/** What of a line's 512 bytes is left for text, whatever stands before it. */
const TEXT_BYTES = 380;
const ME = /^\/me (?=\S)/;

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

/** The texts of the PRIVMSGs that a message is, at least one; blank lines are none. A file is a link. */
export function textsOf(message: Message, baseUrl: string, opening = ""): string[] {
	const action = ME.test(message.body);
	const body = message.body.replace(ME, "");
	const lines = [...bodyLines(body)].filter((line) => line.trim() !== "");
	for (const file of message.files ?? []) lines.push(fileLine(file, baseUrl));
	if (lines.length === 0) lines.push("");
	lines[0] = opening + lines[0];
	const texts = lines.flatMap((line) => splitText(line, TEXT_BYTES));
	return action ? texts.map((text) => `\u0001ACTION ${text}\u0001`) : texts;
}
