import { keep } from "../keep.ts";

const KEPT_AS = "emoji-recent";
const MOST = 24;

/** The emoji that were picked here, the latest first, each as it was picked. */
export function recentEmoji(): string[] {
	return (
		keep
			.get(KEPT_AS)
			?.split(" ")
			.filter((char) => char !== "") ?? []
	);
}

export function noteEmoji(char: string): void {
	const rest = recentEmoji().filter((other) => other !== char);
	keep.set(KEPT_AS, [char, ...rest].slice(0, MOST).join(" "));
}
