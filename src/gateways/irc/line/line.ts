/** A line of IRC, RFC 1459 section 2.3.1 with the tags of the IRCv3 message-tags specification. */
export interface Line {
	tags: ReadonlyMap<string, string>;
	/** Who it is from; null where it does not say. */
	source: string | null;
	/** In upper case; see isCommandName. */
	command: string;
	params: readonly string[];
}

const ESCAPES: Record<string, string> = { ":": ";", s: " ", "\\": "\\", r: "\r", n: "\n" };
const ESCAPED: Record<string, string> = { ";": "\\:", " ": "\\s", "\\": "\\\\", "\r": "\\r", "\n": "\\n" };

function unescapeTag(value: string): string {
	// A lone backslash at the end is dropped, one before any other character is left out, and so is a bare CR.
	return value.replace(/\r/g, "").replace(/\\(.?)/gs, (_, char: string) => ESCAPES[char] ?? char);
}

export function escapeTag(value: string): string {
	return value.replace(/[; \\\r\n]/g, (char) => ESCAPED[char] ?? char);
}

export function parseTags(text: string): Map<string, string> {
	const tags = new Map<string, string>();
	for (const tag of text.split(";")) {
		const equals = tag.indexOf("=");
		const key = equals === -1 ? tag : tag.slice(0, equals);
		if (key !== "") tags.set(key, equals === -1 ? "" : unescapeTag(tag.slice(equals + 1)));
	}
	return tags;
}

/** Without its line break. Null where there is no command in it. */
export function parseLine(text: string): Line | null {
	let rest = text;
	let tags: ReadonlyMap<string, string> = new Map();
	let source: string | null = null;
	const word = (): string => {
		const end = rest.indexOf(" ");
		const found = end === -1 ? rest : rest.slice(0, end);
		rest = end === -1 ? "" : rest.slice(end).replace(/^ +/, "");
		return found;
	};
	rest = rest.replace(/^ +/, "");
	if (rest.startsWith("@")) tags = parseTags(word().slice(1));
	if (rest.startsWith(":")) source = word().slice(1);
	const command = word().toUpperCase();
	if (command === "") return null;
	const params: string[] = [];
	while (rest !== "") {
		if (rest.startsWith(":")) {
			params.push(rest.slice(1));
			break;
		}
		params.push(word());
	}
	return { tags, source, command, params };
}

/** Whether it could be one: what cannot is garbage. */
export function isCommandName(word: string): boolean {
	return /^(?:[A-Z][A-Z\d_]*|\d{3})$/.test(word);
}

/** With the blank after them; empty where there are none. */
export function formatTags(tags: Iterable<readonly [string, string]>): string {
	let text = "";
	for (const [key, value] of tags) {
		text += `${text === "" ? "@" : ";"}${key}${value === "" ? "" : `=${escapeTag(value)}`}`;
	}
	return text === "" ? "" : `${text} `;
}

/** Without its line break. Only the last parameter may be empty, hold a blank or begin with a colon: another is told as `*`. */
export function formatLine(
	command: string,
	params: readonly string[],
	source?: string | null,
	tags?: Iterable<readonly [string, string]>,
): string {
	let line = tags ? formatTags(tags) : "";
	if (source) line += `:${onOneLine(source)} `;
	line += command;
	params.map(onOneLine).forEach((param, index) => {
		const fits = param !== "" && !param.includes(" ") && !param.startsWith(":");
		if (fits) line += ` ${param}`;
		else line += index === params.length - 1 ? ` :${param}` : " *";
	});
	return line;
}

/** Nothing that a line is made of can end it, and begin another one. */
function onOneLine(text: string): string {
	// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about
	return text.replace(/[\r\n\u0000]/g, " ");
}
