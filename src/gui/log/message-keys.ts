import type { MessagePlace } from "./message-marks.tsx";

const KEYS = new Set(["r", "e", "+"]);

/** What a key does on a message that has the focus itself: r replies, e edits, + reacts. */
export function onMessageKey(event: KeyboardEvent, place: MessagePlace, own: boolean): void {
	const { target, currentTarget: article, key } = event;
	if (target !== article || !(article instanceof HTMLElement) || !KEYS.has(key)) return;
	if (event.ctrlKey || event.metaKey || event.altKey || place.message.deleted) return;
	event.preventDefault();
	void import("./message-actions.ts").then(({ reply, edit, pickReaction }) => {
		if (key === "r") reply(place);
		else if (key === "+") pickReaction(place, article, article);
		else if (own) edit(place);
	});
}

/** The arrow keys go from message to message; from outside of them, to the last one. */
export function stepThroughMessages(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
	const { target, currentTarget: place, key } = event;
	if (target instanceof HTMLTextAreaElement || (key !== "ArrowUp" && key !== "ArrowDown")) return;
	const articles = [...place.querySelectorAll<HTMLElement>("article[data-seq]")];
	const at = articles.findIndex((article) => article.contains(document.activeElement));
	const next = at < 0 ? articles.length - 1 : at + (key === "ArrowUp" ? -1 : 1);
	articles[next]?.focus();
	event.preventDefault();
}
