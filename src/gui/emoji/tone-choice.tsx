import { useState } from "preact/hooks";
import { chooseTone, skinTone, TONE_NAMES, TONES, withTone } from "./skin-tone.ts";

const HAND = "✋";

/** A hand in the skin tone that is chosen; a press shows the others. */
export function ToneChoice() {
	const [open, setOpen] = useState(false);
	const tones = open ? TONES : [skinTone.value];
	return (
		<fieldset class="emoji-tones" aria-label="Skin tone">
			{tones.map((tone) => (
				<button
					key={tone}
					type="button"
					aria-label={open ? TONE_NAMES[tone] : `Skin tone: ${TONE_NAMES[tone]}`}
					title={TONE_NAMES[tone]}
					{...(open ? { "aria-pressed": tone === skinTone.value } : { "aria-expanded": false })}
					onClick={() => {
						if (open) chooseTone(tone);
						setOpen(!open);
					}}
				>
					{withTone(HAND, tone)}
				</button>
			))}
		</fieldset>
	);
}
