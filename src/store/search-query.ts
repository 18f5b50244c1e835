import type { PlacedMessage } from "../protocol/entities.ts";

/** What a search asks of the store; core makes it of what somebody typed. All that is given must hold. */
export interface SearchQuery {
	/**
	 * Each begins a word of the message or of a file's name; several words are a phrase. A single letter is a whole word, and
	 * so are two but in the last term.
	 */
	terms: readonly string[];
	/** Nothing of these. */
	without: readonly string[];
	author?: number;
	room?: number;
	/** Times, the first one included. */
	after?: number;
	before?: number;
	hasFile?: boolean;
	inThread?: boolean;
	/** Goes on from a page's `next`. */
	from?: number;
}

/** The latest first; `next` where there may be more. Only of rooms that the person is in. */
export interface SearchPage {
	items: PlacedMessage[];
	next: number | null;
}
