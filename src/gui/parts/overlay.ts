import { effect } from "@preact/signals";
import { type ComponentChildren, render } from "preact";
import { session } from "../session.ts";

/** A dialog that belongs to no one place of the page: it stays when what opened it scrolls away, and goes at log-out. */
export function openOverlay(draw: (close: () => void) => ComponentChildren): void {
	const place = document.createElement("div");
	document.body.append(place);
	const close = () => {
		stopWatching();
		render(null, place);
		place.remove();
	};
	const client = session.peek();
	const stopWatching = effect(() => {
		if (session.value !== client) queueMicrotask(close);
	});
	render(draw(close), place);
}
