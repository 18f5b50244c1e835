import { gemoji } from "gemoji";

/**
 * Runs while the GUI is built: the emoji that there are, cut down to what the picker and shortcodes need. A line that
 * begins with "=" names a group; each other one is EMOJI, NAMES and further WORDS to find it by, parted by tabs.
 */
export function emojiTable(): string {
	const groups = Map.groupBy(gemoji, ({ category }) => category);
	return [...groups].flatMap(([group, members]) => [`=${group}`, ...members.map(lineOf)]).join("\n");
}

function lineOf({ emoji, names, tags, description }: (typeof gemoji)[number]): string {
	const inNames = new Set(names.flatMap((name) => name.split("_")));
	const words = `${description} ${tags.join(" ")}`.toLowerCase().split(/[^\p{L}\p{N}]+/u);
	const others = [...new Set(words)].filter((word) => word !== "" && !inNames.has(word));
	return [emoji, names.join(" "), others.join(" ")].join("\t");
}
