/** What somebody typed: words for the room, or a command with what stands behind it. */
export type Typed = { kind: "text"; body: string } | { kind: "command"; name: string; rest: string };

/** A slash at the begin makes a command; two of them make text that begins with one. */
export function parseTyped(text: string): Typed {
	if (text.startsWith("//")) return { kind: "text", body: text.slice(1) };
	const [, name, rest = ""] = /^\/(\S*)\s*([\s\S]*)$/.exec(text) ?? [];
	if (name === undefined) return { kind: "text", body: text };
	return { kind: "command", name: name.toLowerCase(), rest: rest.trim() };
}

/** A name as it was typed, without the sign that may stand before it. */
export function withoutSign(name: string): string {
	return name.trim().replace(/^[#@]/, "");
}

/** `@Mara the rest` as the name and the rest. */
export function splitName(text: string): { name: string; rest: string } {
	const [, name = "", rest = ""] = /^(\S*)\s*([\s\S]*)$/.exec(text.trim()) ?? [];
	return { name: withoutSign(name), rest };
}
