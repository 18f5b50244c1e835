import { render } from "preact";
import { adoptStyles } from "../styles/adopt-styles.ts";
import { emojiData } from "./emoji-data.ts";
import styles from "./emoji-picker.css" with { type: "text" };
import { PickerPanel } from "./picker-panel.tsx";
import { placePicker } from "./place-picker.ts";
import { noteEmoji } from "./recent-emoji.ts";

/** A press on the anchor of an open picker closes it before the click that would open it again. */
const SAME_PRESS_MS = 250;
let closed: { anchor: HTMLElement; at: number } | null = null;

/** A popover: it closes by Escape and by a press elsewhere, and stands above dialogs. */
export function showPicker(anchor: HTMLElement, onPick: (emoji: string) => void): void {
	if (closed?.anchor === anchor && performance.now() - closed.at < SAME_PRESS_MS) return;
	adoptStyles(styles);
	let picked = false;
	const place = document.createElement("div");
	place.className = "emoji-picker card";
	place.popover = "auto";
	place.setAttribute("role", "dialog");
	place.setAttribute("aria-label", "Emoji");
	place.addEventListener("toggle", (event) => {
		if (!(event instanceof ToggleEvent) || event.newState !== "closed") return;
		closed = picked ? null : { anchor, at: performance.now() };
		removeEventListener("resize", close);
		render(null, place);
		place.remove();
	});
	function close() {
		place.hidePopover();
	}
	function pick(emoji: string) {
		picked = true;
		noteEmoji(emoji);
		close();
		onPick(emoji);
	}
	// What is outside of a modal dialog is out of reach while it is open.
	(anchor.closest("dialog") ?? document.body).append(place);
	const columns = placePicker(place, anchor);
	render(<PickerPanel data={emojiData} columns={columns} onPick={pick} />, place);
	addEventListener("resize", close);
	place.showPopover();
	if (matchMedia("(pointer: fine)").matches) place.querySelector("input")?.focus();
}
