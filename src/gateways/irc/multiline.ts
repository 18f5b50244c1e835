import type { Tag } from "./outgoing.ts";
import type { Piece } from "./render/text.ts";

/** IRCv3 draft/multiline: the most of one message, in bytes of UTF-8 with a byte for each break, and in lines. */
export const MULTILINE_MAX_BYTES = 32_000;
export const MULTILINE_MAX_LINES = 500;

/** A BATCH of a client's, from its beginning to its end. */
export interface Multiline {
	reference: string;
	target: string;
	/** PRIVMSG or NOTICE, as its first line is. */
	command: string | null;
	tags: ReadonlyMap<string, string>;
	label: string | undefined;
	pieces: Piece[];
	bytes: number;
	/** It was refused: what still comes of it is passed over. */
	refused: boolean;
}

/** What a message that is being posted is not kept with, but goes out with to those who are here. */
export interface Underway {
	pieces: readonly Piece[] | null;
	clientTags: readonly Tag[];
	/** It was said by NOTICE, and reads so. */
	notice?: boolean;
}
