import { ParlourError } from "../protocol/errors.ts";

const MAX_CHARS = 32;
const ALLOWED = /^[\p{L}\p{M}\p{N}._-]+$/u;
const HAS_LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
const HAS_SOMETHING_TO_SEE = /[\p{L}\p{N}\p{Extended_Pictographic}\p{Regional_Indicator}]/u;
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;
const LATIN = /\p{Script=Latin}/u;
const LOOKS_LATIN = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u;
/** They would be taken for the server, or for a mention of many. */
const RESERVED = new Set(["all", "channel", "everyone", "here", "host", "parlour", "room", "system"]);

/** Letters that pass for a Latin one, and the digits that do; after UTS #39, the part that names of people need. */
const LOOKALIKES = new Map(
	Object.entries({
		a: "аαɑ",
		b: "ьв",
		c: "сϲ",
		d: "ԁ",
		e: "еє",
		g: "ɡ",
		h: "һн",
		j: "јϳ",
		k: "кκ",
		l: "1iіιıɩӏ",
		m: "м",
		n: "ոη",
		o: "0оοօσς",
		p: "рρ",
		q: "ԛ",
		s: "ѕ",
		t: "тτ",
		u: "υս",
		v: "ѵν",
		w: "ԝѡω",
		x: "хχ",
		y: "уγү",
		z: "ᴢ",
	}).flatMap(([latin, others]) => [...others].map((other) => [other, latin] as const)),
);

/** Two names with one key cannot both exist: case, width, accents' encoding and look-alike letters are folded. */
export function nameKey(name: string): string {
	// By way of upper case, so that ß and SS are one, as full case folding has it.
	const folded = name.normalize("NFKC").toUpperCase().toLowerCase().normalize("NFKC");
	return [...folded].map((char) => LOOKALIKES.get(char) ?? char).join("");
}

/** Longer than any name in any spelling; folding more would only cost. */
const MAX_LOOKED_UP = 128;

/** The key under which to look somebody up who was named by hand, or null for what cannot be a name. */
export function lookupKey(raw: string): string | null {
	return raw.length > MAX_LOOKED_UP ? null : nameKey(raw.trim().replace(/^[@#]/, ""));
}

function checkName(what: string, raw: string): string {
	const refuse = (why: string) => new ParlourError("name_invalid", `Cannot use this as a ${what}: ${why}`);
	if (raw.length > MAX_LOOKED_UP) throw refuse(`it is too long, and ${MAX_CHARS} characters are the most`);
	const name = raw.normalize("NFC").trim();
	const length = [...name].length;
	if (length === 0) throw refuse("it is empty");
	if (length > MAX_CHARS) throw refuse(`it has ${length} characters, and ${MAX_CHARS} are the most`);
	if (!ALLOWED.test(name) || INVISIBLE.test(name)) throw refuse("only letters, digits and - _ . may stand in it");
	if (!HAS_LETTER_OR_DIGIT.test(name)) throw refuse("it needs a letter or a digit");
	if (LATIN.test(name) && LOOKS_LATIN.test(name)) throw refuse("it mixes alphabets that look alike");
	return name;
}

/** The name as it is kept. Throws `name_invalid`, saying why. */
export function checkUserName(raw: string): string {
	const name = checkName("username", raw);
	if (RESERVED.has(nameKey(name))) {
		throw new ParlourError("name_invalid", `Cannot use this as a username: ${name} is reserved`);
	}
	return name;
}

/** As checkUserName; a leading # is not part of the name. */
export function checkRoomName(raw: string): string {
	return checkName("room name", raw.replace(/^\s*#/, ""));
}

const MAX_DISPLAY_CHARS = 64;
/** Joiners are part of emoji and of some scripts; the other invisible ones would only deceive. */
const DECEIVING = /(?!\u200C|\u200D|\uFE0F|[\u{E0020}-\u{E007F}])\p{Default_Ignorable_Code_Point}|\p{Cc}|\p{Cs}/gu;

/** One line of at most 64 characters, which may be empty; not the server's own name. Throws `name_invalid`. */
export function checkDisplayName(raw: string): string {
	const refuse = (why: string) => new ParlourError("name_invalid", `Cannot use this as a name: ${why}`);
	const name = raw.normalize("NFC").replace(/\s+/g, " ").replace(DECEIVING, "").trim();
	const length = [...name].length;
	if (length > MAX_DISPLAY_CHARS) throw refuse(`it has ${length} characters, and ${MAX_DISPLAY_CHARS} are the most`);
	if (name !== "" && !HAS_SOMETHING_TO_SEE.test(name)) throw refuse("it needs a letter, a digit or an emoji");
	if (RESERVED.has(nameKey(visibly(name)))) throw refuse(`${name} is reserved`);
	return name;
}

/** What the eye takes a name for: without an @, spaces, or what cannot be seen. */
export function visibly(name: string): string {
	return name.replace(/^[@#]+|\s|\p{Default_Ignorable_Code_Point}/gu, "");
}
