import { expect } from "bun:test";
import { eventually } from "./eventually.ts";
import type { Seat } from "./seat.ts";

export interface Place {
	seq: number;
	top: number;
}

/** The text of every article within the log's window, with its place in it. */
export function visible(seat: Seat): Promise<Place[]> {
	return seat.log.evaluate((log) => {
		const frame = log.getBoundingClientRect();
		return [...log.querySelectorAll<HTMLElement>("article[data-seq]")]
			.map((article) => ({
				seq: Number(article.dataset["seq"]),
				box: (article.querySelector(".body") ?? article).getBoundingClientRect(),
			}))
			.filter(({ box }) => box.bottom > frame.top && box.top < frame.bottom)
			.map(({ seq, box }) => ({ seq, top: box.top - frame.top }));
	});
}

/** The same, once two looks some frames apart agree. */
export async function settled(seat: Seat): Promise<Place[]> {
	return eventually(async () => {
		const before = await visible(seat);
		await frames(seat, 3);
		const after = await visible(seat);
		expect(after).toEqual(before);
		expect(after.length).toBeGreaterThan(0);
		return after;
	});
}

export function frames(seat: Seat, count: number): Promise<void> {
	return seat.page.evaluate(async (count) => {
		for (let index = 0; index < count; index++) await new Promise(requestAnimationFrame);
	}, count);
}

/** Turns the wheel, and waits until the text has moved by as much, or the end in that direction is reached. */
export async function wheel(seat: Seat, by: number): Promise<void> {
	const places = await visible(seat);
	const anchor = by < 0 ? places[0] : places.at(-1);
	if (!anchor) throw new Error("nothing is seen");
	await seat.page.mouse.wheel(0, by);
	await eventually(async () => {
		const now = await seat.log.evaluate(
			(log, { seq, by }) => {
				const text = log.querySelector(`article[data-seq="${seq}"] .body`);
				const top = text ? text.getBoundingClientRect().top - log.getBoundingClientRect().top : Number.NaN;
				const below = log.scrollHeight - log.scrollTop - log.clientHeight;
				return { top, atEnd: by < 0 ? log.scrollTop === 0 : below < 1 };
			},
			{ seq: anchor.seq, by },
		);
		if (now.atEnd) return;
		expect(now.top).toBeGreaterThanOrEqual(anchor.top - by - 1);
		expect(now.top).toBeLessThanOrEqual(anchor.top - by + 1);
	});
}

/** From now on, every frame's places of what is visible are compared with these; the answer is the largest deviation. */
export function watchPlaces(seat: Seat, places: Place[]): Promise<void> {
	return seat.log.evaluate((log, places) => {
		const watch = { on: true, worst: 0, frames: 0 };
		Object.assign(window, { watch });
		// What a frame painted: an observer that begins in it is told of the places after the frame's layout and every
		// correction of it. A look by a task would see what the next task has changed, and nobody has been shown.
		const look = (entries: readonly IntersectionObserverEntry[]) => {
			const tops = new Map(entries.map(({ target, boundingClientRect }) => [target, boundingClientRect.top]));
			const frame = tops.get(log) ?? Number.NaN;
			for (const { seq, top } of places) {
				const text = entries.find(({ target }) => target.closest("article")?.dataset["seq"] === String(seq))?.target;
				const now = (text && tops.get(text)) ?? Number.POSITIVE_INFINITY;
				watch.worst = Math.max(watch.worst, Math.abs(now - frame - top));
			}
			watch.frames++;
		};
		const nextFrame = () => {
			const observer = new IntersectionObserver((entries) => {
				observer.disconnect();
				look(entries);
			});
			observer.observe(log);
			for (const { seq } of places) {
				const text = log.querySelector(`article[data-seq="${seq}"] .body`);
				if (text) observer.observe(text);
			}
			if (watch.on) requestAnimationFrame(nextFrame);
		};
		requestAnimationFrame(nextFrame);
	}, places);
}

export async function worstDeviation(seat: Seat): Promise<number> {
	await frames(seat, 2);
	return seat.page.evaluate(() => {
		const { watch } = window as unknown as { watch: { on: boolean; worst: number; frames: number } };
		watch.on = false;
		if (watch.frames < 2) throw new Error("no frame was watched");
		return watch.worst;
	});
}
