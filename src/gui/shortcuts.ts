import { useEffect } from "preact/hooks";
import { openSearch } from "./search/search-box.tsx";
import { closeDetails, details, dialog, drawerOpen, profileOf, showInbox, toggleDetails } from "./view.ts";

function isTyping(target: EventTarget | null): boolean {
	return target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");
}

/** To the next link of the list, or with `unread` to the next that has something. */
function step(by: 1 | -1, unread: boolean): void {
	const links = [...document.querySelectorAll<HTMLAnchorElement>(".room-link:not(.inbox-link)")];
	const current = links.findIndex((link) => link.getAttribute("aria-current") === "page");
	const at = current < 0 && by < 0 ? 0 : current;
	for (let away = 1; away <= links.length; away++) {
		const link = links[(at + by * away + links.length * 2) % links.length];
		if (link && (!unread || link.dataset["unread"] === "true")) return link.click();
	}
}

/** What a key asks for anywhere on the screen; null is nothing of ours. */
function actionOf(event: KeyboardEvent): (() => void) | null {
	const { key, altKey, shiftKey } = event;
	const mod = (event.ctrlKey || event.metaKey) && !altKey;
	if (mod && key.toLowerCase() === "k" && !shiftKey) return () => toggleSwitcher();
	if (dialog.peek() !== null || profileOf.peek() !== null) return null;
	if (mod && shiftKey && key.toLowerCase() === "f") return openSearch;
	if (mod && key === ".") return () => toggleDetails("people");
	// By its place on the keyboard: on a Mac it would be a dead key.
	if (altKey && event.code === "KeyI" && !event.ctrlKey) return showInbox;
	if (altKey && key === "ArrowUp") return () => step(-1, shiftKey);
	if (altKey && key === "ArrowDown") return () => step(1, shiftKey);
	if (key === "Escape" && !event.defaultPrevented) return escapeOf(event.target);
	if (isTyping(event.target) || mod || altKey) return null;
	if (key === "?") return () => (dialog.value = "shortcuts");
	return key === "/" ? openSearch : null;
}

/** What lies above goes first, then the pane that one is in. */
function escapeOf(target: EventTarget | null): (() => void) | null {
	if (drawerOpen.peek()) return () => (drawerOpen.value = false);
	const inPane = target instanceof Element && target.closest(".pane") !== null;
	if (!inPane || details.peek() === null) return null;
	return () => {
		closeDetails();
		document.querySelector<HTMLElement>(".conversation .composer textarea")?.focus();
	};
}

function toggleSwitcher(): void {
	profileOf.value = null;
	dialog.value = dialog.peek() === "switcher" ? null : "switcher";
}

export function useShortcuts(): void {
	useEffect(() => {
		function onKey(event: KeyboardEvent) {
			const act = actionOf(event);
			if (!act) return;
			event.preventDefault();
			act();
		}
		addEventListener("keydown", onKey);
		return () => removeEventListener("keydown", onKey);
	}, []);
}
