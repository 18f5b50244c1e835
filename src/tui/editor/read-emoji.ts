import { emojiByName, loadEmoji } from "./emoji.ts";

const FIRST_EMOJI = /^(\p{RGI_Emoji})\s*([\s\S]*)$/v;
const FIRST_SHORTCODE = /^:([^\s:]+):\s*([\s\S]*)$/u;

/** The emoji that a text begins with, as itself or by its `:name:`, and what stands behind it; null where it begins with none. */
export async function readEmoji(text: string): Promise<{ emoji: string; rest: string } | null> {
	const [, char, behind = ""] = FIRST_EMOJI.exec(text) ?? [];
	if (char !== undefined) return { emoji: char, rest: behind };
	const [, name, rest = ""] = FIRST_SHORTCODE.exec(text) ?? [];
	if (name === undefined) return null;
	await loadEmoji();
	const emoji = emojiByName()?.get(name.toLowerCase());
	return emoji === undefined ? null : { emoji, rest };
}
