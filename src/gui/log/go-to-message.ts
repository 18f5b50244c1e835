const FRAMES = 120;
const SHOWN_MS = 2200;

/**
 * Gives a message the focus, and a tint for a moment, as soon as it is drawn; `onDone` is told then, or when it does not
 * come. The answer stops waiting for it.
 */
export function goToMessage(place: HTMLElement, seq: number, onDone: () => void = () => undefined): () => void {
	let left = FRAMES;
	let frame = requestAnimationFrame(look);
	function look() {
		const article = place.querySelector<HTMLElement>(`article[data-seq="${seq}"]`);
		if (article) {
			show(place, article);
			onDone();
		} else if (--left > 0) frame = requestAnimationFrame(look);
		else onDone();
	}
	return () => cancelAnimationFrame(frame);
}

function show(place: HTMLElement, article: HTMLElement): void {
	const frame = place.getBoundingClientRect();
	const box = article.getBoundingClientRect();
	if (box.top < frame.top || box.bottom > frame.bottom) article.scrollIntoView({ block: "center" });
	article.focus({ preventScroll: true });
	article.classList.remove("flash");
	// So that the same message can be pointed at again.
	void article.offsetWidth;
	article.classList.add("flash");
	setTimeout(() => article.classList.remove("flash"), SHOWN_MS);
}
