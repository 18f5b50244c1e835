import { emojiTable } from "./emoji-source.ts" with { type: "macro" };

export interface Emoji {
	char: string;
	/** Its shortcodes, without colons; the first is the one to show. */
	names: readonly string[];
	/** Further words to find it by. */
	words: readonly string[];
}

export interface EmojiGroup {
	name: string;
	emoji: readonly Emoji[];
}

export class EmojiData {
	readonly groups: readonly EmojiGroup[];
	readonly #byName = new Map<string, Emoji>();
	readonly #byChar = new Map<string, Emoji>();

	constructor(table: string) {
		const groups: { name: string; emoji: Emoji[] }[] = [];
		for (const line of table.split("\n")) {
			if (line.startsWith("=")) groups.push({ name: line.slice(1), emoji: [] });
			else groups.at(-1)?.emoji.push(parseLine(line));
		}
		this.groups = groups;
		for (const emoji of groups.flatMap((group) => group.emoji)) {
			this.#byChar.set(emoji.char, emoji);
			for (const name of emoji.names) this.#byName.set(name, emoji);
		}
	}

	named(shortcode: string): Emoji | undefined {
		return this.#byName.get(shortcode.toLowerCase());
	}
	/** The shortcode of an emoji, in whatever skin tone; empty where there is none. */
	nameOf(char: string): string {
		const plain = char.replace(/[\u{1F3FB}-\u{1F3FF}]/gu, "");
		const emoji =
			this.#byChar.get(plain) ?? this.#byChar.get(plain.replaceAll("\uFE0F", "")) ?? this.#byChar.get(`${plain}\uFE0F`);
		return emoji?.names[0] ?? "";
	}

	/** The best first: a shortcode that begins so, then one with a word that does, then other words. */
	find(query: string, most: number): Emoji[] {
		const parts = query
			.toLowerCase()
			.split(/[\s_]+/)
			.filter((part) => part !== "");
		if (parts.length === 0) return [];
		const found: { emoji: Emoji; rank: number }[] = [];
		for (const emoji of this.groups.flatMap((group) => group.emoji)) {
			const rank = rankOf(emoji, parts);
			if (rank !== null) found.push({ emoji, rank });
		}
		found.sort((a, b) => a.rank - b.rank);
		return found.slice(0, most).map(({ emoji }) => emoji);
	}
}

function parseLine(line: string): Emoji {
	const [char = "", names = "", words = ""] = line.split("\t");
	return { char, names: names.split(" "), words: words.split(" ") };
}

/** Null where some part fits nothing; lower is better. */
function rankOf({ names, words }: Emoji, parts: readonly string[]): number | null {
	const whole = parts.join("_");
	if (names.includes(whole)) return 0;
	if (names.some((name) => name.startsWith(whole))) return 1;
	const inNames = names.flatMap((name) => name.split("_"));
	let rank = 2;
	for (const part of parts) {
		if (inNames.some((word) => word.startsWith(part))) continue;
		if (words.some((word) => word.startsWith(part))) rank = Math.max(rank, 3);
		else if (part.length > 2 && names.some((name) => name.includes(part))) rank = Math.max(rank, 4);
		else return null;
	}
	return rank;
}

export const emojiData = new EmojiData(emojiTable());
