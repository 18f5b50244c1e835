import { describe, expect, test } from "bun:test";
import type { Clock } from "./clock.ts";

export interface ClockUnderTest {
	clock: Clock;
	/** Lets this much of its time go by. */
	pass(ms: number): Promise<void> | void;
}

/** What core expects of time, whoever gives it. */
export function clockContract(name: string, make: () => ClockUnderTest): void {
	describe(`the clock's contract: ${name}`, () => {
		test("its time is in milliseconds, goes by, and never back", async () => {
			const { clock, pass } = make();
			const times = [clock.now()];
			for (let step = 0; step < 3; step++) {
				await pass(5);
				times.push(clock.now());
			}
			expect(times).toEqual(times.toSorted((a, b) => a - b));
			expect(clock.now() - (times[0] ?? 0)).toBeGreaterThanOrEqual(10);
			expect(new Date(clock.now()).getUTCFullYear()).toBeGreaterThanOrEqual(2024);
		});

		test("what is to be done after a while is done once, not before, and not while it is asked for", async () => {
			const { clock, pass } = make();
			const began = clock.now();
			const done: number[] = [];
			clock.after(10, () => done.push(clock.now() - began));
			clock.after(0, () => done.push(-1));
			expect(done).toEqual([]);
			while (done.length < 2) await pass(5);
			await pass(20);
			expect(done).toEqual([-1, expect.any(Number)]);
			expect(done[1]).toBeGreaterThanOrEqual(8);
		});

		test("what was cancelled is not done, also by another that is due before it; cancelling late harms nothing", async () => {
			const { clock, pass } = make();
			const done: string[] = [];
			const cancelFirst = clock.after(5, () => done.push("cancelled at once"));
			cancelFirst();
			const cancelLater = clock.after(30, () => done.push("cancelled in time"));
			const cancelDone = clock.after(10, () => {
				done.push("done");
				cancelLater();
			});
			while (done.length < 1) await pass(5);
			await pass(40);
			cancelDone();
			cancelFirst();
			expect(done).toEqual(["done"]);
		});
	});
}
