import { replace, type TextState } from "./text-state.ts";

export interface Choice {
	/** What stands in the list. */
	label: string;
	insert: string;
}

export interface PersonWord {
	name: string;
	/** What they call themselves, where that is something else. */
	display: string | null;
}

/** What completion may draw on; names as they are, without their signs. */
export interface Words {
	/** Those of this room. */
	people(): readonly PersonWord[];
	everybody(): readonly PersonWord[];
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
/** What stands behind these is a name, or a room, with a sign before it or not. */
const OF_PEOPLE = /^\/(?:msg|invite|remove|ban|moderator|speaker)\s+(?:\S*,)?@?([^\s,@]*)$/iu;
const OF_ROOMS = /^\/join\s+#?([^\s#]*)$/iu;
const CALLS: readonly PersonWord[] = [
	{ name: "here", display: null },
	{ name: "room", display: null },
];

/** What could stand where the cursor is; null where nothing could. */
export function completionsAt({ text, cursor }: TextState, words: Words): Completion | null {
	const before = text.slice(0, cursor);
	const command = /^\/([a-z]*)$/i.exec(before);
	if (command) {
		const choices = startingWith(words.commands(), command[1] ?? "").map((name) => ({
			label: `/${name}`,
			insert: `/${name} `,
		}));
		return offer(0, cursor, choices);
	}
	const person = OF_PEOPLE.exec(before)?.[1];
	if (person !== undefined) return offer(cursor - person.length, cursor, people(words.everybody(), person, ""));
	const room = OF_ROOMS.exec(before)?.[1];
	if (room !== undefined) return offer(cursor - room.length, cursor, rooms(words, room, ""));
	const word = WORD.exec(text.slice(Math.max(0, cursor - 100), cursor))?.[1];
	if (word === undefined) return null;
	return offer(cursor - word.length, cursor, choicesFor(word, words));
}

function choicesFor(word: string, words: Words): Choice[] {
	const begun = word.slice(1);
	if (word.startsWith("@")) return [...people(words.people(), begun, "@"), ...people(CALLS, begun, "@")];
	if (word.startsWith("#")) return rooms(words, begun, "#");
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

/** Whose name begins so, or a word of what they call themselves; the name itself is what is written. */
function people(all: readonly PersonWord[], begun: string, sign: string): Choice[] {
	const wanted = folded(begun);
	const fits = ({ name, display }: PersonWord) =>
		folded(name).startsWith(wanted) ||
		folded(display ?? "")
			.split(/\s+/)
			.some((word) => word.startsWith(wanted));
	return all
		.filter(fits)
		.sort((a, b) => a.name.localeCompare(b.name))
		.map(({ name, display }) => ({
			label: display === null ? `${sign}${name}` : `${sign}${name} (${display})`,
			insert: `${sign}${name} `,
		}));
}

function rooms(words: Words, begun: string, sign: string): Choice[] {
	return startingWith(words.rooms(), begun).map((name) => ({ label: `#${name}`, insert: `${sign}${name} ` }));
}

function startingWith(names: readonly string[], begun: string): string[] {
	return names.filter((name) => folded(name).startsWith(folded(begun))).sort((a, b) => a.localeCompare(b));
}

function folded(text: string): string {
	return text.normalize("NFC").toLowerCase();
}

function offer(from: number, to: number, choices: Choice[]): Completion | null {
	return choices.length > 0 ? { from, to, choices: choices.slice(0, MOST) } : null;
}

/** The text with the n-th choice in its place. */
export function withChoice(state: TextState, completion: Completion, index: number): TextState {
	const choice = completion.choices[index];
	return choice ? replace(state, completion.from, completion.to, choice.insert) : state;
}
