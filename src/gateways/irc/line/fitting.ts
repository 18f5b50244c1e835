import { formatLine } from "./line.ts";
import { MAX_LINE_BYTES } from "./line-reader.ts";

/** What a line has left for its last parameter, after its source, its command and the parameters before. */
export function bytesLeft(source: string, command: string, ...before: readonly string[]): number {
	return MAX_LINE_BYTES - Buffer.byteLength(`:${[source, command, ...before].join(" ")} :\r\n`);
}

export function fitsInLine(source: string, command: string, ...params: readonly string[]): boolean {
	return Buffer.byteLength(`${formatLine(command, params, source)}\r\n`) <= MAX_LINE_BYTES;
}

/** Words side by side in lines of at most so many bytes, none of them cut; one that is empty where there are none. */
export function wordLines(words: Iterable<string>, maxBytes: number, between = " "): string[] {
	const lines: string[] = [];
	let line = "";
	for (const word of words) {
		const longer = line === "" ? word : line + between + word;
		if (line !== "" && Buffer.byteLength(longer) > maxBytes) {
			lines.push(line);
			line = word;
		} else line = longer;
	}
	return [...lines, line];
}
