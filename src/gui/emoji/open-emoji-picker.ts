import { notice } from "../view.ts";

/**
 * Opens the emoji picker at `anchor`, which gets the focus back. `onPick` is given the emoji that was chosen, in the
 * person's skin tone; where nothing is, it is not called. The picker comes with its data when first asked for.
 */
export function openEmojiPicker(anchor: HTMLElement, onPick: (emoji: string) => void): void {
	import("./emoji-picker.tsx").then(
		({ showPicker }) => showPicker(anchor, onPick),
		() => {
			notice.value = "The emoji could not be loaded. Check the connection and try again";
		},
	);
}
