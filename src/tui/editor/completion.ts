import { replace, type TextState } from "./text-state.ts";

export interface Choice {
	/** What stands in the list. */
	label: string;
	insert: string;
}

/** What completion may draw on; names as they are, without their signs. */
export interface Words {
	people(): readonly string[];
	rooms(): readonly string[];
	commands(): readonly string[];
	/** Null until the list is there. */
	emoji(): ReadonlyMap<string, string> | null;
}

export interface Completion {
	from: number;
	to: number;
	choices: readonly Choice[];
}

const MOST = 50;
const WORD = /(?:^|[\s(])([@#:][^\s@#:]*)$/u;

/** What could stand where the cursor is; null where nothing could. */
export function completionsAt({ text, cursor }: TextState, words: Words): Completion | null {
	const written = text.slice(Math.max(0, cursor - 100), cursor);
	const command = /^\/([a-z]*)$/i.exec(text.slice(0, cursor));
	if (command) {
		const choices = startingWith(words.commands(), command[1] ?? "").map((name) => ({
			label: `/${name}`,
			insert: `/${name} `,
		}));
		return offer(0, cursor, choices);
	}
	const word = WORD.exec(written)?.[1];
	if (word === undefined) return null;
	return offer(cursor - word.length, cursor, choicesFor(word, words));
}

function choicesFor(word: string, words: Words): Choice[] {
	const begun = word.slice(1);
	if (word.startsWith("@")) {
		return startingWith(words.people(), begun).map((name) => ({ label: `@${name}`, insert: `@${name} ` }));
	}
	if (word.startsWith("#")) {
		return startingWith(words.rooms(), begun).map((name) => ({ label: `#${name}`, insert: `#${name} ` }));
	}
	const emoji = words.emoji();
	if (begun.length < 2 || !emoji) return [];
	const names = [...emoji.keys()].filter((name) => name.includes(begun.toLowerCase()));
	names.sort((a, b) => rank(a, begun) - rank(b, begun) || a.length - b.length);
	return names.map((name) => ({ label: `${emoji.get(name)} ${name}`, insert: `${emoji.get(name)} ` }));
}

function rank(name: string, begun: string): number {
	if (name === begun) return 0;
	return name.startsWith(begun) ? 1 : 2;
}

function startingWith(names: readonly string[], begun: string): string[] {
	const wanted = begun.normalize("NFC").toLowerCase();
	return names.filter((name) => name.toLowerCase().startsWith(wanted)).sort((a, b) => a.localeCompare(b));
}

function offer(from: number, to: number, choices: Choice[]): Completion | null {
	return choices.length > 0 ? { from, to, choices: choices.slice(0, MOST) } : null;
}

/** The text with the n-th choice in its place. */
export function withChoice(state: TextState, completion: Completion, index: number): TextState {
	const choice = completion.choices[index];
	return choice ? replace(state, completion.from, completion.to, choice.insert) : state;
}
