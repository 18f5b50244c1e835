import { signal } from "@preact/signals";
import { keep } from "./keep.ts";

export const THEMES = ["auto", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

export const theme = signal<Theme>(THEMES.find((name) => name === keep.get("theme")) ?? "auto");

/** The choice stands on the root element; `auto` leaves it to the system. */
export function applyTheme(): void {
	if (theme.peek() === "auto") delete document.documentElement.dataset["theme"];
	else document.documentElement.dataset["theme"] = theme.peek();
}

export function chooseTheme(next: Theme): void {
	theme.value = next;
	keep.set("theme", next);
	applyTheme();
}
