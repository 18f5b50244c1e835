import { expect, test } from "bun:test";
import fc from "fast-check";
import { FakeClock } from "../../test/support/fake-clock.ts";
import { ParlourError } from "../protocol/errors.ts";
import { Limits } from "./limits.ts";
import { RateLimit, rateLimited } from "./rate-limit.ts";

function takeAll(limit: RateLimit, key: string): number {
	let taken = 0;
	while (limit.take(key) === 0) taken++;
	return taken;
}

test("a burst passes at once, then so many a second", () => {
	const clock = new FakeClock();
	const limit = new RateLimit({ burst: 5, perSecond: 2 }, clock);
	expect(takeAll(limit, "asha")).toBe(5);
	clock.advance(1000);
	expect(takeAll(limit, "asha")).toBe(2);
	clock.advance(60_000);
	expect(takeAll(limit, "asha")).toBe(5);
});

test("the wait that it names is enough, and a millisecond less is not", () => {
	const clock = new FakeClock();
	const limit = new RateLimit({ burst: 1, perSecond: 0.3 }, clock);
	limit.take("asha");
	const waitMs = limit.take("asha");
	clock.advance(waitMs - 1);
	expect(limit.take("asha")).toBeGreaterThan(0);
	clock.advance(1);
	expect(limit.take("asha")).toBe(0);
});

test("one key's use takes nothing from another's", () => {
	const limit = new RateLimit({ burst: 3, perSecond: 1 }, new FakeClock());
	takeAll(limit, "asha");
	expect(takeAll(limit, "jun")).toBe(3);
});

test("what is given back can be taken again, and never makes more than the burst", () => {
	const clock = new FakeClock();
	const limit = new RateLimit({ burst: 2, perSecond: 1 }, clock);
	takeAll(limit, "asha");
	limit.giveBack("asha");
	expect(takeAll(limit, "asha")).toBe(1);
	clock.advance(60_000);
	for (let n = 0; n < 5; n++) limit.giveBack("asha");
	clock.advance(1);
	expect(takeAll(limit, "asha")).toBe(2);
});

test("thousands of other keys do not make it forget who is limited", () => {
	const limit = new RateLimit({ burst: 1, perSecond: 0.1 }, new FakeClock());
	limit.take("asha");
	for (let n = 0; n < 5000; n++) limit.take(n);
	expect(limit.take("asha")).toBeGreaterThan(0);
});

test("a clock that is set back neither gives nor takes", () => {
	let now = 1_000_000;
	const limit = new RateLimit({ burst: 2, perSecond: 1 }, { now: () => now, after: () => () => undefined });
	takeAll(limit, "asha");
	now -= 500_000;
	expect(limit.take("asha")).toBe(1000);
	now += 1000;
	expect(limit.take("asha")).toBe(0);
});

test("over any stretch of time no more passes than the burst and what that time gives", () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 1, max: 20 }),
			fc.integer({ min: 1, max: 10 }),
			fc.array(fc.record({ waitMs: fc.nat(3000), tries: fc.nat(30) }), { maxLength: 20 }),
			(burst, perSecond, moments) => {
				const clock = new FakeClock();
				const limit = new RateLimit({ burst, perSecond }, clock);
				const began = clock.now();
				let passed = 0;
				for (const { waitMs, tries } of moments) {
					clock.advance(waitMs);
					for (let n = 0; n < tries; n++) if (limit.take("asha") === 0) passed++;
					const allowed = burst + ((clock.now() - began) / 1000) * perSecond;
					expect(passed).toBeLessThanOrEqual(allowed + 1e-6);
				}
			},
		),
	);
});

test("the refusal says when to come back", () => {
	const refusal = rateLimited(1400);
	expect(refusal).toBeInstanceOf(ParlourError);
	expect(refusal).toMatchObject({
		code: "rate_limited",
		retryAfterMs: 1400,
		message: "Too many at once: try again in 2 s",
	});
});

test("a pasted paragraph of lines passes, a flood does not", () => {
	const limits = new Limits(new FakeClock(), false);
	for (let line = 0; line < 40; line++) limits.take("posts", 1);
	expect(() => limits.take("posts", 1)).toThrow("Too many at once");
	expect(limits.allows("posts", 2)).toBe(true);
	expect(limits.allows("typing", 1)).toBe(true);
});

test("without limits nothing is refused", () => {
	const limits = new Limits(new FakeClock(), true);
	for (let n = 0; n < 10_000; n++) limits.take("posts", 1);
	expect(limits.allows("posts", 1)).toBe(true);
});
