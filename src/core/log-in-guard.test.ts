import { expect, test } from "bun:test";
import { FakeClock } from "../../test/support/fake-clock.ts";
import { ParlourError } from "../protocol/errors.ts";
import { addressKey, LogInGuard } from "./log-in-guard.ts";

const HOME = "203.0.113.7";

function makeGuard(unlimited = false): { guard: LogInGuard; clock: FakeClock } {
	const clock = new FakeClock();
	return { guard: new LogInGuard(clock, unlimited), clock };
}

async function tryWith(guard: LogInGuard, address: string, name: string, right: boolean): Promise<string> {
	try {
		return await guard.attempt(address, name, async () => {
			if (!right) throw new ParlourError("wrong_credentials", "wrong");
			return "in";
		});
	} catch (cause) {
		if (cause instanceof ParlourError) return cause.code;
		throw cause;
	}
}

/** How many guesses are looked at before the guard refuses them. */
async function guess(guard: LogInGuard, address: (n: number) => string, name: string, most = 1000): Promise<number> {
	for (let n = 0; n < most; n++) {
		if ((await tryWith(guard, address(n), name, false)) === "rate_limited") return n;
	}
	return most;
}

const stranger = (n: number) => `198.51.${Math.floor(n / 250)}.${n % 250}`;

test("guessing from one address is slowed, whatever names it tries", async () => {
	const { guard, clock } = makeGuard();
	let looked = 0;
	for (let n = 0; n < 100; n++) if ((await tryWith(guard, HOME, `name${n}`, false)) !== "rate_limited") looked++;
	expect(looked).toBe(20);
	clock.advance(10_000);
	expect(await guess(guard, () => HOME, "asha")).toBe(1);
});

test("guessing one account from many addresses is slowed", async () => {
	const { guard } = makeGuard();
	expect(await guess(guard, stranger, "asha")).toBe(30);
});

test("guesses made at once are limited as those one after another are", async () => {
	const { guard } = makeGuard();
	const outcomes = await Promise.all(Array.from({ length: 100 }, (_, n) => tryWith(guard, HOME, `name${n}`, false)));
	expect(outcomes.filter((outcome) => outcome === "wrong_credentials")).toHaveLength(20);
});

test("only what fails counts: who logs in rightly may do so as often as they like", async () => {
	const { guard } = makeGuard();
	for (let n = 0; n < 200; n++) expect(await tryWith(guard, HOME, "asha", true)).toBe("in");
});

test("a stranger at one address cannot lock out somebody who comes from another", async () => {
	const { guard } = makeGuard();
	await guess(guard, () => stranger(1), "asha");
	expect(await tryWith(guard, HOME, "asha", true)).toBe("in");
});

test("strangers at any number of addresses cannot lock somebody out of where they came from before", async () => {
	const { guard, clock } = makeGuard();
	await tryWith(guard, HOME, "asha", true);
	for (let hour = 0; hour < 3; hour++) {
		await guess(guard, stranger, "asha");
		expect(await tryWith(guard, HOME, "asha", true)).toBe("in");
		clock.advance(3_600_000);
	}
});

test("a known place is no way round the limit", async () => {
	const { guard } = makeGuard();
	await tryWith(guard, HOME, "asha", true);
	expect(await guess(guard, () => HOME, "asha")).toBe(10);
});

test("a refused attempt costs nothing of the other allowance", async () => {
	const { guard, clock } = makeGuard();
	await guess(guard, stranger, "asha");
	for (let n = 0; n < 50; n++) expect(await tryWith(guard, HOME, "asha", false)).toBe("rate_limited");
	clock.advance(0);
	expect(await guess(guard, () => HOME, "jun")).toBe(20);
});

test("without limits every guess is looked at", async () => {
	const { guard } = makeGuard(true);
	expect(await guess(guard, () => HOME, "asha")).toBe(1000);
});

test.each([
	["203.0.113.7", "203.0.113.7"],
	["::ffff:203.0.113.7", "203.0.113.7"],
	["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
	["2001:db8:1:2::6", "2001:db8:1:2"],
	["2001:db8::6", "2001:db8:0:0"],
	["2001:db8::", "2001:db8:0:0"],
	["::1", "0:0:0:0"],
	["::", "0:0:0:0"],
	["fe80::1%eth0", "fe80:0:0:0"],
])("of %s the limits see %s", (address, key) => {
	expect(addressKey(address)).toBe(key);
});
