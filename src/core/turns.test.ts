import { expect, test } from "bun:test";
import { Turns } from "./turns.ts";

function later<T>(): { promise: Promise<T>; resolve(value: T): void; reject(cause: unknown): void } {
	return Promise.withResolvers<T>();
}

test("what needs nothing is done at once", () => {
	const done: string[] = [];
	void new Turns().take(1, "a", async (what) => done.push(what));
	expect(done).toEqual(["a"]);
});

test("what was asked for later waits until what came before has begun, but not until it has ended", async () => {
	const turns = new Turns();
	const [lookup, endless] = [later<string>(), later<void>()];
	const begun: string[] = [];
	const first = turns.take(1, lookup.promise, (what) => {
		begun.push(what);
		return endless.promise;
	});
	const second = turns.take(1, "second", async (what) => begun.push(what));
	await turns.take(2, "somebody else", async (what) => begun.push(what));
	expect(begun).toEqual(["somebody else"]);
	lookup.resolve("first");
	await second;
	expect(begun).toEqual(["somebody else", "first", "second"]);
	endless.resolve();
	await first;
	await turns.take(1, "at once again", async (what) => begun.push(what));
	expect(begun.at(-1)).toBe("at once again");
});

test("a failure is its own alone", async () => {
	const turns = new Turns();
	const lookup = later<string>();
	const failed = turns.take(1, lookup.promise, async () => "never");
	const after = turns.take(1, "b", async (what) => what);
	const refused = turns.take(1, "c", () => Promise.reject(new Error("refused")));
	const last = turns.take(1, "d", async (what) => what);
	lookup.reject(new Error("no lookup"));
	const outcomes = await Promise.allSettled([failed, after, refused, last]);
	expect(outcomes.map((outcome) => (outcome.status === "fulfilled" ? outcome.value : outcome.reason.message))).toEqual([
		"no lookup",
		"b",
		"refused",
		"d",
	]);
});

test("twenty at once, every other one with something to look up, keep their order", async () => {
	const turns = new Turns();
	const begun: number[] = [];
	const all = Array.from({ length: 20 }, (_, n) => {
		const prepared = n % 2 === 0 ? n : Bun.sleep((20 - n) % 7).then(() => n);
		return turns.take(1, prepared, async (n) => begun.push(n));
	});
	await Promise.all(all);
	expect(begun).toEqual(Array.from({ length: 20 }, (_, n) => n));
});
