import { expect, test } from "bun:test";
import { KeyLock } from "./key-lock.ts";

test("work on one key is done in order and never overlaps, on another key it goes on meanwhile", async () => {
	const lock = new KeyLock();
	const gate = Promise.withResolvers<void>();
	const done: string[] = [];
	const first = lock.hold("a", async () => {
		await gate.promise;
		done.push("a1");
	});
	const second = lock.hold("a", async () => void done.push("a2"));
	await lock.hold("b", async () => void done.push("b"));
	expect(done).toEqual(["b"]);
	gate.resolve();
	await Promise.all([first, second]);
	expect(done).toEqual(["b", "a1", "a2"]);
});

test("work that fails tells its caller, and the next goes on", async () => {
	const lock = new KeyLock();
	const failed = lock.hold("a", () => Promise.reject(new Error("no")));
	const next = lock.hold("a", async () => "yes");
	await expect(failed).rejects.toThrow("no");
	expect(await next).toBe("yes");
});
