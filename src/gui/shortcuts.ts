import { useEffect } from "preact/hooks";
import { dialog, drawerOpen, peopleOpen } from "./view.ts";

export const SHORTCUTS: readonly (readonly [keys: string, does: string])[] = [
	["Enter", "Send the message"],
	["Shift Enter", "Break the line"],
	["↑", "In an empty message: edit your last one"],
	["Esc", "Stop editing; go to the newest message"],
	["Alt ↑ / Alt ↓", "Room above, room below"],
	["↑ ↓ in the log", "From message to message"],
	["Ctrl .", "Show or hide the people"],
	["?", "These shortcuts"],
];

function isTyping(target: EventTarget | null): boolean {
	return target instanceof HTMLElement && target.matches("input, textarea, [contenteditable]");
}

function step(by: 1 | -1): void {
	const links = [...document.querySelectorAll<HTMLAnchorElement>(".room-link")];
	const at = links.findIndex((link) => link.getAttribute("aria-current") === "page");
	links[(at + by + links.length) % links.length]?.click();
}

export function useShortcuts(): void {
	useEffect(() => {
		function onKey(event: KeyboardEvent) {
			if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
				event.preventDefault();
				step(event.key === "ArrowUp" ? -1 : 1);
			} else if ((event.ctrlKey || event.metaKey) && event.key === ".") {
				event.preventDefault();
				peopleOpen.value = !peopleOpen.value;
			} else if (event.key === "?" && !isTyping(event.target) && dialog.value === null) {
				event.preventDefault();
				dialog.value = "shortcuts";
			} else if (event.key === "Escape" && drawerOpen.value && dialog.value === null) {
				drawerOpen.value = false;
			}
		}
		addEventListener("keydown", onKey);
		return () => removeEventListener("keydown", onKey);
	}, []);
}
