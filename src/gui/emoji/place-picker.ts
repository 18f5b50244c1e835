const WIDTH_PX = 344;
const HEIGHT_PX = 400;
const CELL_PX = 40;
const PADDING_PX = 24;
const GAP_PX = 6;
const EDGE_PX = 8;
const NARROW_PX = 720;

/** Puts the picker over its anchor, or below where there is more room; on a phone, at the foot. The answer: how many emoji a row has. */
export function placePicker(place: HTMLElement, anchor: HTMLElement): number {
	if (innerWidth < NARROW_PX) {
		place.classList.add("sheet");
		return Math.max(4, Math.floor((innerWidth - PADDING_PX) / CELL_PX));
	}
	const box = anchor.getBoundingClientRect();
	const left = Math.min(Math.max(EDGE_PX, box.right - WIDTH_PX / 2), innerWidth - WIDTH_PX - EDGE_PX);
	const above = box.top - GAP_PX - EDGE_PX;
	const below = innerHeight - box.bottom - GAP_PX - EDGE_PX;
	const height = Math.min(HEIGHT_PX, Math.max(above, below));
	place.style.width = `${WIDTH_PX}px`;
	place.style.height = `${height}px`;
	place.style.left = `${left}px`;
	place.style.top = `${above >= height || above >= below ? box.top - GAP_PX - height : box.bottom + GAP_PX}px`;
	return Math.floor((WIDTH_PX - PADDING_PX) / CELL_PX);
}
