/** What is being typed where the caret stands, from its sign on. */
export interface Token {
	kind: "person" | "room" | "emoji" | "command";
	/** Where it begins, sign and all, and where the caret is. */
	from: number;
	to: number;
	/** Without the sign. */
	query: string;
}

const WORD = /(?:^|[\s(["'“])([@#:][^\s@#:()]*)$/u;
const COMMAND = /^\/([a-z]*)$/i;
const FURTHEST_BACK = 60;
const FENCE = /^(?:```|~~~)/gm;

/** Null where nothing is to be completed: between words, and in code. */
export function tokenAt(text: string, caret: number): Token | null {
	const before = text.slice(0, caret);
	const command = COMMAND.exec(before)?.[1];
	if (command !== undefined) return { kind: "command", from: 0, to: caret, query: command };
	const word = WORD.exec(before.slice(-FURTHEST_BACK))?.[1];
	if (word === undefined || isInCode(before)) return null;
	const query = word.slice(1);
	const at = { from: caret - word.length, to: caret, query };
	if (word.startsWith("@")) return { kind: "person", ...at };
	if (word.startsWith("#")) return { kind: "room", ...at };
	// One letter after a colon is a face more often than a name: ":D".
	return /^[\p{L}\p{N}+-][\p{L}\p{N}_+-]+$/u.test(query) ? { kind: "emoji", ...at } : null;
}

function isInCode(before: string): boolean {
	if ((before.match(FENCE)?.length ?? 0) % 2 === 1) return true;
	const line = before.slice(before.lastIndexOf("\n") + 1).replace(/^```/, "");
	return (line.match(/`+/g)?.length ?? 0) % 2 === 1;
}
