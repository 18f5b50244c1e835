/** Scripts that are written without blanks between words: each character is a word of its own, so that a query of any length is a phrase of them. */
const WITHOUT_BLANKS =
	/[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Bopomofo}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/gu;
const WORDS = /[\p{L}\p{N}\p{M}]+/gu;
const HAS_LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
const MARKS = /\p{M}/gu;

export interface Indexed {
	room: number;
	at: number;
	author: number | null;
	body: string;
	files: readonly { name: string }[];
	/** A reply, or a root that has replies. */
	inThread: boolean;
}

/** A text as the index and its queries have it; unicode61 folds case and accents. */
export function searchableText(text: string): string {
	return text.normalize("NFKC").replace(WITHOUT_BLANKS, " $& ");
}

/** What is searched of a message. */
export function indexText({ body, files }: Indexed): string {
	return searchableText([body, ...files.map(({ name }) => name)].join("\n"));
}

export const FILE_MARK = "file";
export const THREAD_MARK = "thread";
export const roomMark = (room: number): string => `room${room}`;
export const authorMark = (user: number): string => `user${user}`;
export const yearMark = (year: number): string => `y${year}`;
export const monthMark = (year: number, month: number): string => `m${year}x${month}`;

/** What the filters look for: words that stand beside the text, so that a filter costs what a word does. */
export function marksOf({ room, at, author, files, inThread }: Indexed): string {
	const day = new Date(at);
	const year = day.getUTCFullYear();
	const marks = [roomMark(room), yearMark(year), monthMark(year, day.getUTCMonth() + 1)];
	if (author !== null) marks.push(authorMark(author));
	if (files.length > 0) marks.push(FILE_MARK);
	if (inThread) marks.push(THREAD_MARK);
	return marks.join(" ");
}

/** SQLite goes through the list of each word of a phrase side by side, and cannot be stopped: more only cost. */
const MAX_PHRASE_WORDS = 12;

/**
 * A term as an FTS5 phrase whose last word is a prefix if it has `least` letters, or null where it holds no word. Of a
 * long one, its beginning. Nothing of it is syntax.
 */
export function phraseOf(term: string, least: number): string | null {
	const found = searchableText(term).match(WORDS) ?? [];
	const words = found.filter((word) => HAS_LETTER_OR_DIGIT.test(word)).slice(0, MAX_PHRASE_WORDS);
	const last = words.at(-1);
	if (last === undefined) return null;
	const phrase = `"${words.join(" ")}"`;
	return [...last.replace(MARKS, "")].length < least ? phrase : `${phrase} *`;
}
