import { effect } from "@preact/signals-core";

/** As often as an eye can follow. */
const FRAME_MS = 30;

const due = new Set<() => void>();
let isAwaited = false;
let drawnAt = Number.NEGATIVE_INFINITY;

/**
 * Like `effect`, but it runs at most once a frame, however often what it reads changes, and nothing is made for it
 * between frames. After a pause the next frame comes at once: with all that has come in by then.
 */
export function effectPerFrame(run: () => undefined | (() => void)): () => void {
	let stop = begin();
	function begin(): () => void {
		let hasRun = false;
		return effect(() => {
			// This time it reads nothing, and so is not told of what else changes.
			if (hasRun) return inNextFrame(again);
			hasRun = true;
			return run();
		});
	}
	function again(): void {
		stop();
		stop = begin();
	}
	return () => {
		due.delete(again);
		stop();
	};
}

function inNextFrame(run: () => void): void {
	due.add(run);
	if (isAwaited) return;
	isAwaited = true;
	const left = drawnAt + FRAME_MS - performance.now();
	if (left > 0) setTimeout(frame, left);
	else setImmediate(frame);
}

function frame(): void {
	isAwaited = false;
	drawnAt = performance.now();
	const all = [...due];
	due.clear();
	for (const run of all) run();
}
