let loaded: ReadonlyMap<string, string> | null = null;
let loading: Promise<void> | null = null;

/** Names and their emoji; null until they are there. Loaded when first asked for: most never ask. */
export function emojiByName(): ReadonlyMap<string, string> | null {
	void loadEmoji();
	return loaded;
}

export function loadEmoji(): Promise<void> {
	loading ??= import("gemoji").then(({ nameToEmoji }) => {
		loaded = new Map(Object.entries(nameToEmoji));
	});
	return loading;
}
