import { signal } from "@preact/signals";
import { keep } from "../keep.ts";

export const TONES = ["", "🏻", "🏼", "🏽", "🏾", "🏿"] as const;
export type Tone = (typeof TONES)[number];
export const TONE_NAMES: Record<Tone, string> = {
	"": "No skin tone",
	"🏻": "Light skin",
	"🏼": "Medium-light skin",
	"🏽": "Medium skin",
	"🏾": "Medium-dark skin",
	"🏿": "Dark skin",
};

/** The one that was chosen last, over a reload. */
export const skinTone = signal<Tone>(TONES.find((tone) => tone === keep.get("emoji-tone")) ?? "");

export function chooseTone(tone: Tone): void {
	skinTone.value = tone;
	keep.set("emoji-tone", tone === "" ? null : tone);
}

const PEOPLE = /(\p{Emoji_Modifier_Base})\uFE0F?/gu;
/** Two people who hold hands are joined by a hand, which takes no tone there. */
const PEOPLE_NO_HANDSHAKE = /((?!\u{1F91D})\p{Emoji_Modifier_Base})\uFE0F?/gu;
const ONE_EMOJI = /^\p{RGI_Emoji}$/v;

/** The emoji in a tone; as it is where there is none. */
export function withTone(char: string, tone: Tone): string {
	if (tone === "") return char;
	for (const base of [PEOPLE, PEOPLE_NO_HANDSHAKE]) {
		const toned = char.replace(base, `$1${tone}`);
		if (toned !== char && ONE_EMOJI.test(toned)) return toned;
	}
	return char;
}
