import type { CDPSession, Locator, Page } from "playwright-core";
import * as v from "valibot";
import type { Seat } from "./seat.ts";

/** Times of the frames of a movement, in ms. */
export interface FrameTimes {
	frames: number;
	median: number;
	p99: number;
	worst: number;
	/** The share, 0 to 1, of frames that took no longer than this. */
	within(ms: number): number;
	/** The same on a processor that takes so many times as long for everything. */
	slowedDown(rate: number): FrameTimes;
}

export interface ScrollMeasure {
	/** From each frame to the next, by the clock on the wall: what else the machine does is in it. */
	paced: FrameTimes;
	/** What the page's main thread worked for each frame, by its own clock, which stands still while others have the processor. */
	worked: FrameTimes;
}

const traceFile = v.object({
	traceEvents: v.array(
		v.object({
			name: v.string(),
			ph: v.string(),
			pid: v.number(),
			tid: v.number(),
			ts: v.optional(v.number(), 0),
			dur: v.optional(v.number(), 0),
			tdur: v.optional(v.number(), 0),
			args: v.optional(v.record(v.string(), v.unknown()), {}),
		}),
	),
});
type TraceEvent = v.InferOutput<typeof traceFile>["traceEvents"][number];

/**
 * Scrolls the log by so many px a frame, and traces what that takes on a processor slowed down by `rate`. Chromium slows
 * a page down by the clock on the wall: where others want the processor too, what they take is multiplied as well.
 */
export async function measureScroll(
	seat: Seat,
	{ rate, frames, px }: { rate: number; frames: number; px: number },
): Promise<ScrollMeasure> {
	const scroll = () =>
		seat.log.evaluate(
			(log, { frames, px }) =>
				new Promise<void>((resolve) => {
					let left = frames;
					const step = () => {
						log.scrollTop += px;
						if (left-- > 0) requestAnimationFrame(step);
						else resolve();
					};
					requestAnimationFrame(step);
				}),
			{ frames, px },
		);
	return read(await traced(seat.page, rate, ["devtools.timeline", "disabled-by-default-devtools.timeline"], scroll));
}

/** How the wheel is turned: down by so many px, on a processor slowed down by `rate`. */
export interface Wheel {
	rate: number;
	px: number;
	pxASecond: number;
}

export interface DrawnFrames {
	due: number;
	drawn: number;
}

/** Turns the wheel over a part of a page, and counts the frames that were due meanwhile and those drawn. */
export async function measureWheel(part: Locator, { rate, px, pxASecond }: Wheel): Promise<DrawnFrames> {
	const box = await part.boundingBox();
	if (!box) throw new Error("what is to be scrolled is not in sight");
	const wheel = {
		x: box.x + box.width / 2,
		y: box.y + box.height / 2,
		yDistance: -px,
		speed: pxASecond,
		gestureSourceType: "mouse",
		preventFling: true,
	} as const;
	const events = await traced(part.page(), rate, ["disabled-by-default-devtools.timeline.frame"], (session) =>
		session.send("Input.synthesizeScrollGesture", wheel),
	);
	const count = (name: string) => events.filter((event) => event.name === name).length;
	return { due: count("BeginFrame"), drawn: count("DrawFrame") };
}

/** The same of a page that is nothing but text: what the machine can do now, whatever else it does. */
export async function measureWheelOverText(beside: Seat, wheel: Wheel): Promise<DrawnFrames> {
	const page = await beside.context.newPage();
	try {
		await page.setContent(`<main style="height: 90vh; overflow: auto">${"<p>Text".repeat(2000)}</main>`);
		if (wheel.px < 0) await page.locator("p").last().scrollIntoViewIfNeeded();
		return await measureWheel(page.locator("main"), wheel);
	} finally {
		await page.close();
		await beside.page.bringToFront();
	}
}

/** What Chromium's trace has of these categories while something is done on a processor slowed down by `rate`. */
async function traced(
	page: Page,
	rate: number,
	categories: string[],
	act: (session: CDPSession) => Promise<unknown>,
): Promise<TraceEvent[]> {
	const browser = page.context().browser();
	if (!browser) throw new Error("no browser to trace");
	const session = await page.context().newCDPSession(page);
	await session.send("Emulation.setCPUThrottlingRate", { rate });
	await browser.startTracing(page, { categories });
	await act(session);
	const trace = v.parse(traceFile, JSON.parse((await browser.stopTracing()).toString()));
	await session.send("Emulation.setCPUThrottlingRate", { rate: 1 });
	await session.detach();
	return trace.traceEvents;
}

function read(events: readonly TraceEvent[]): ScrollMeasure {
	const drawn = events.filter(({ name }) => name === "FireAnimationFrame");
	const [first] = drawn;
	if (!first) throw new Error("the trace has no frame");
	// A page that others opened draws nothing now.
	const ours = ({ pid, tid }: TraceEvent) => pid === first.pid && tid === first.tid;
	const tasks = events.filter((event) => event.name === "RunTask" && event.ph === "X" && ours(event));
	const taskOf = ({ ts }: TraceEvent) => tasks.find((task) => task.ts <= ts && ts <= task.ts + task.dur);
	// A frame begins with the task that draws it, which may have been asked for it several times.
	const begun = new Set(drawn.filter(ours).map((event) => (taskOf(event) ?? event).ts));
	const starts = [...begun].toSorted((a, b) => a - b);
	const work = starts.slice(1).map(() => 0);
	for (const { ts, tdur } of tasks) {
		const frame = starts.findLastIndex((start) => start <= ts);
		if (frame >= 0 && frame < work.length) work[frame] = (work[frame] ?? 0) + tdur / 1000;
	}
	const paces = starts.slice(1).map((at, index) => (at - (starts[index] ?? 0)) / 1000);
	return { paced: summarise(paces), worked: summarise(work) };
}

function summarise(unsorted: readonly number[]): FrameTimes {
	const times = unsorted.toSorted((a, b) => a - b);
	const at = (share: number) => times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? Number.NaN;
	return {
		frames: times.length,
		median: at(0.5),
		p99: at(0.99),
		worst: at(1),
		within: (ms) => times.filter((time) => time <= ms).length / times.length,
		slowedDown: (rate) => summarise(times.map((time) => time * rate)),
	};
}
