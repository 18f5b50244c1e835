const MAX_CHARS = 200;
const MAX_EXTENSION_CHARS = 20;
/** Control characters, those of no width, and those that turn the direction of what follows: `exe.png` could be shown for `gnp.exe`. */
const UNSEEN = /[\p{Cc}\u00ad\u061c\u180e\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u206f\ufeff]/gu;
/** Blanks, what joins emoji, and letters that are empty. */
const NOTHING = /^[\s\u2800\p{Default_Ignorable_Code_Point}]*$/u;
/** In a URL it stands where the name does. */
const TAKEN = "preview";

/** The name as it may be kept and shown: no folder, nothing unseen, at most 200 characters with its extension kept. */
export function checkFileName(given: string): string {
	const base = given.toWellFormed().split(/[/\\]/).at(-1) ?? "";
	const name = shortened(base.replace(UNSEEN, "").trim());
	if (NOTHING.test(name) || /^\.+$/.test(name)) return "file";
	return name === TAKEN ? `_${name}` : name;
}

function shortened(name: string): string {
	const chars = [...name];
	if (chars.length <= MAX_CHARS) return name;
	const dot = chars.lastIndexOf(".");
	const extension = dot > 0 && chars.length - dot <= MAX_EXTENSION_CHARS ? chars.slice(dot) : [];
	return [...chars.slice(0, MAX_CHARS - extension.length), ...extension].join("");
}
