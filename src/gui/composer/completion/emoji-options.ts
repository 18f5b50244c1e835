import type { EmojiData } from "../../emoji/emoji-data.ts";
import { skinTone, withTone } from "../../emoji/skin-tone.ts";
import type { Option } from "./option.ts";

const MOST = 30;

export function emojiOptions(data: EmojiData, query: string): Option[] {
	return data.find(query, MOST).map(({ char: plain, names: [name = ""] }) => {
		const char = withTone(plain, skinTone.value);
		return { key: `:${name}`, insert: `${char} `, label: `:${name}:`, detail: "", sign: { kind: "emoji", char } };
	});
}
