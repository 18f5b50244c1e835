import { type ComponentChildren, render } from "preact";
import { adoptStyles } from "../styles/adopt-styles.ts";
import styles from "./popover.css" with { type: "text" };

adoptStyles(styles);

const GAP_PX = 4;
const EDGE_PX = 8;

/**
 * A menu beside its anchor. It closes by Escape, by a press elsewhere, and when its anchor scrolls out of sight; `onClose`
 * is told, and the focus goes back to where it was, or to `home` where that is gone meanwhile.
 */
export function openPopover(
	anchor: HTMLElement,
	home: HTMLElement,
	draw: (close: () => void) => ComponentChildren,
	onClose: () => void,
): void {
	const place = document.createElement("div");
	place.className = "popover card";
	place.popover = "auto";
	const close = () => place.hidePopover();
	const onScroll = ({ target }: Event) => {
		if (!(target instanceof Node) || !target.contains(anchor)) return anchor.isConnected || close();
		// News may come in below meanwhile, and move all of it.
		if (isInSight(anchor, target)) putBeside(place, anchor);
		else close();
	};
	place.addEventListener("toggle", (event) => {
		if (!(event instanceof ToggleEvent) || event.newState !== "closed") return;
		removeEventListener("scroll", onScroll, true);
		removeEventListener("resize", close);
		render(null, place);
		place.remove();
		onClose();
	});
	// Before it is hidden, so that nothing else is given the focus first.
	place.addEventListener("beforetoggle", (event) => {
		if (!(event instanceof ToggleEvent) || event.newState !== "closed") return;
		if (place.contains(document.activeElement)) home.focus({ preventScroll: true });
	});
	// In the landmark of its anchor, where people look for it.
	(anchor.closest("main, aside") ?? document.body).append(place);
	render(draw(close), place);
	place.showPopover();
	putBeside(place, anchor);
	addEventListener("scroll", onScroll, true);
	addEventListener("resize", close);
	place.querySelector<HTMLElement>("[role=menuitem]")?.focus({ preventScroll: true });
}

function isInSight(anchor: HTMLElement, scroller: Node): boolean {
	const box = anchor.getBoundingClientRect();
	const frame = scroller instanceof Element ? scroller.getBoundingClientRect() : { top: 0, bottom: innerHeight };
	return box.bottom > frame.top && box.top < frame.bottom;
}

/** Below the anchor and flush with its right edge, or above where there is more room. */
function putBeside(place: HTMLElement, anchor: HTMLElement): void {
	const box = anchor.getBoundingClientRect();
	const { width, height } = place.getBoundingClientRect();
	const below = innerHeight - box.bottom - GAP_PX - EDGE_PX;
	const above = box.top - GAP_PX - EDGE_PX;
	const top = height <= below || below >= above ? box.bottom + GAP_PX : box.top - GAP_PX - height;
	place.style.left = `${Math.max(EDGE_PX, Math.min(box.right - width, innerWidth - width - EDGE_PX))}px`;
	place.style.top = `${Math.max(EDGE_PX, top)}px`;
}
