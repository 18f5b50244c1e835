import type { EmojiData } from "./emoji-data.ts";

let loaded: EmojiData | null = null;
let loading: Promise<EmojiData> | null = null;

/** All emoji with their names; asked for again where it could not be had. */
export function loadEmoji(): Promise<EmojiData> {
	loading ??= import("./emoji-data.ts").then(
		({ emojiData }) => {
			loaded = emojiData;
			return emojiData;
		},
		(cause: unknown) => {
			loading = null;
			throw cause;
		},
	);
	return loading;
}

/** Null until it is there. */
export function loadedEmoji(): EmojiData | null {
	return loaded;
}
