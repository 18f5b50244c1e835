import type { BrowserContext } from "playwright-core";
import type { Seat } from "./seat.ts";

/**
 * From its first element on, each page of this browser notes whatever could run or fetch something that is not ours, also
 * where it is there for a moment only, and what the Content-Security-Policy had to stop.
 */
export async function watchMarkup(context: BrowserContext): Promise<void> {
	await context.addInitScript(() => {
		const suspects: string[] = [];
		Object.assign(window, { suspects });
		const runs =
			"script:not([src]), iframe, frame, object, embed, base, meta[http-equiv], style, foreignObject, use, set";
		const safe = /^(?:https?:|mailto:|blob:|data:image\/|[/#?]|$)/i;
		const look = (element: Element) => {
			if (element.matches(runs)) suspects.push(element.outerHTML.slice(0, 200));
			for (const { name, value } of element.attributes) {
				const address = ["href", "src", "action", "formaction", "poster", "xlink:href", "data"].includes(name);
				const bad = name.startsWith("on") || name === "srcdoc" || (address && !safe.test(value.trim()));
				if (bad) suspects.push(`${element.tagName} ${name}=${value.slice(0, 100)}`);
			}
		};
		new MutationObserver((changes) => {
			for (const { target, addedNodes } of changes) {
				if (target instanceof Element) look(target);
				for (const node of addedNodes) {
					if (!(node instanceof Element)) continue;
					look(node);
					for (const inside of node.querySelectorAll("*")) look(inside);
				}
			}
		}).observe(document, { subtree: true, childList: true, attributes: true });
		document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
			suspects.push(`the policy stopped ${violatedDirective} ${blockedURI}`);
		});
	});
}

/** What `watchMarkup` noted since the page was loaded. */
export function suspects(seat: Seat): Promise<string[]> {
	return seat.page.evaluate(() => (window as unknown as { suspects: string[] }).suspects);
}
