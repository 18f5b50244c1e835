import { expect } from "bun:test";
import axe from "axe-core";
import type { Seat } from "./seat.ts";

/** axe finds nothing on what is to be seen now, light and dark. */
export async function clean(seat: Seat, screen: string): Promise<void> {
	for (const colorScheme of ["light", "dark"] as const) {
		await seat.page.emulateMedia({ colorScheme });
		await seat.page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
		// Not through the page's own scripts, which the Content-Security-Policy would have a say in.
		await seat.page.evaluate(axe.source);
		const violations: unknown =
			await seat.page.evaluate(`axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }).then(
			({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes.map((node) => node.html.slice(0, 160) + " " + (node.any[0]?.message ?? "")).join("; ")))`);
		expect({ screen, colorScheme, violations }).toEqual({ screen, colorScheme, violations: [] });
	}
}
