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

/** Turns the wheel, and waits until the text has moved by as much, or the end is reached. */
export async function wheel(seat: Seat, by: number): Promise<void> {
	const places = await visible(seat);
	const anchor = by < 0 ? places[0] : places.at(-1);
	if (!anchor) throw new Error("nothing is seen");
	await seat.page.mouse.wheel(0, by);
	await eventually(async () => {
		const now = await seat.log.evaluate((log, seq) => {
			const text = log.querySelector(`article[data-seq="${seq}"] .body`);
			const top = text ? text.getBoundingClientRect().top - log.getBoundingClientRect().top : Number.NaN;
			const below = log.scrollHeight - log.scrollTop - log.clientHeight;
			return { top, atEnd: log.scrollTop === 0 || below < 1 };
		}, anchor.seq);
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
		const look = () => {
			const frame = log.getBoundingClientRect();
			for (const { seq, top } of places) {
				const text = log.querySelector(`article[data-seq="${seq}"] .body`);
				const now = text ? text.getBoundingClientRect().top - frame.top : Number.POSITIVE_INFINITY;
				watch.worst = Math.max(watch.worst, Math.abs(now - top));
			}
			watch.frames++;
			if (watch.on) painted();
		};
		// Right after the frame's own layout: what was painted. A timer would let what comes next in between.
		const { port1, port2 } = new MessageChannel();
		port1.onmessage = look;
		const painted = () => requestAnimationFrame(() => port2.postMessage(null));
		painted();
	}, places);
}

export function worstDeviation(seat: Seat): Promise<number> {
	return seat.page.evaluate(() => {
		const { watch } = window as unknown as { watch: { on: boolean; worst: number } };
		watch.on = false;
		return watch.worst;
	});
}
