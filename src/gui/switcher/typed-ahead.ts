import { useLayoutEffect } from "preact/hooks";

let typed = "";

/** What was typed for the switcher before it was there. */
export function takeTyped(): string {
	const text = typed;
	typed = "";
	return text;
}

/** Stands in for the switcher while its code is on its way: what is typed is for it, and not for what has the focus still. */
export function TypedAhead({ onClose }: { onClose(): void }) {
	useLayoutEffect(() => {
		typed = "";
		function onKey(event: KeyboardEvent) {
			if (event.ctrlKey || event.metaKey || event.altKey) return;
			event.preventDefault();
			event.stopPropagation();
			if (event.key === "Escape") onClose();
			else if (event.key === "Backspace") typed = typed.slice(0, -1);
			else if ([...event.key].length === 1) typed += event.key;
		}
		addEventListener("keydown", onKey, true);
		return () => removeEventListener("keydown", onKey, true);
	}, [onClose]);
	return null;
}
