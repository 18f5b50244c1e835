import { expect } from "bun:test";
import { eventually } from "./eventually.ts";
import type { Seat } from "./seat.ts";

const MOST_STEPS = 70;

/** Somebody at the keyboard alone, who looks at where the focus is. */
export class Hands {
	readonly #seat: Seat;
	/** What had the focus without showing it. */
	readonly unseen = new Set<string>();

	constructor(seat: Seat) {
		this.#seat = seat;
	}

	async press(key: string): Promise<void> {
		await this.#seat.page.keyboard.press(key);
	}
	async type(text: string): Promise<void> {
		await this.#seat.page.keyboard.type(text);
	}

	/** Waits until what has the focus has this name. */
	async at(name: string | RegExp): Promise<void> {
		await eventually(async () => {
			const now = await this.#look();
			if (typeof name === "string") expect(now).toBe(name);
			else expect(now).toMatch(name);
		});
	}

	/** Tab, until what has the focus has this name. */
	async tabTo(name: string | RegExp, key = "Tab"): Promise<void> {
		const passed: string[] = [];
		for (let step = 0; step < MOST_STEPS; step++) {
			await this.press(key);
			const now = await this.#look();
			if (typeof name === "string" ? now === name : name.test(now)) return;
			passed.push(now);
		}
		throw new Error(`No ${key} leads to ${name}, only to ${passed.join(" | ")}`);
	}
	async backTo(name: string | RegExp): Promise<void> {
		await this.tabTo(name, "Shift+Tab");
	}
	/** To a control, and uses it. */
	async use(name: string | RegExp): Promise<void> {
		await this.tabTo(name);
		await this.press("Enter");
	}

	async #look(): Promise<string> {
		const { name, shown } = await this.#seat.page.evaluate(() => {
			const element = document.activeElement;
			if (!(element instanceof HTMLElement) || element === document.body) return { name: "", shown: true };
			const labels =
				element instanceof HTMLInputElement || element instanceof HTMLSelectElement ? element.labels : null;
			const outlined = (one: Element | null | undefined) => {
				if (!one) return false;
				const { outlineStyle, outlineWidth } = getComputedStyle(one);
				return outlineStyle !== "none" && Number.parseFloat(outlineWidth) > 0;
			};
			// A text box may take the accent in the frame around it, a hidden radio button on what stands for it.
			const frame = element.matches("input, textarea")
				? element.closest(".composer, .editor, .search-box, form, li, fieldset, dialog")
				: null;
			const shown =
				outlined(element) || outlined(element.nextElementSibling) || outlined(labels?.[0]) || frame !== null;
			const text = element.getAttribute("aria-label") ?? labels?.[0]?.textContent ?? element.textContent ?? "";
			return { name: text.replace(/\s+/g, " ").trim(), shown };
		});
		if (!shown) this.unseen.add(name);
		return name;
	}
}
