import type { User } from "../../protocol/entities.ts";
import type { MarkdownLook } from "../text/markdown.ts";

/** How a log looks, and what it shows beside its messages. */
export interface LogLook extends MarkdownLook {
	columns: number;
	nameColumns: number;
	now: number;
	/** Who one is, to mark one's own reactions. */
	myId: number;
	/** What is to stand out in the texts. */
	terms: readonly string[];
	/** The message that was gone to, and the one that was chosen. */
	found: number | null;
	chosen: number | null;
	/** Where the server's files are: `https://host`. */
	base: string;
	room: { title: string; sign: string; lobby: boolean; direct: boolean; place: string };
	nameOf(user: User): string;
	/** Who they are, oneself as "you"; of many, only the first. */
	namesOf(ids: readonly number[]): string;
	/** The root of the thread that this is. */
	inThread: number | null;
	/** Whether one has saved it. */
	isSaved(seq: number): boolean;
	/** How many replies under it are unread. */
	unreadUnder(seq: number): number;
	/** The begin of a message that is held here; null where it is not. */
	quoteOf(seq: number): string | null;
}

/** Before the names stand the times. */
export const TIME_COLUMNS = 7;
/** Narrower than this, a name stands above its messages. */
const LEAST_BESIDE = 46;

export function isNarrow({ columns }: LogLook): boolean {
	return columns < LEAST_BESIDE;
}

export function bodyColumns(look: LogLook): number {
	return isNarrow(look) ? look.columns - 2 : look.columns - TIME_COLUMNS - look.nameColumns - 2;
}
