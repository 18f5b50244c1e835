import { expect, test } from "bun:test";
import { effect } from "@preact/signals-core";
import type { Message } from "../protocol/entities.ts";
import { Gone } from "./gone.ts";

function message(seq: number, more: Partial<Message> = {}): Message {
	return { seq, rev: seq, at: 1, kind: "text", author: { id: 1, name: "asha" }, body: "x", ...more };
}

test("what was deleted is gone, in its room, and whoever asked is told", () => {
	const gone = new Gone();
	const heard: boolean[] = [];
	const stop = effect(() => void heard.push(gone.has(1, 2)));
	gone.take(1, [message(1), message(2)]);
	gone.take(2, [message(2, { deleted: true })]);
	expect(gone.has(1, 2)).toBe(false);
	gone.take(1, [message(2, { rev: 3, deleted: true, body: "" })]);
	expect([gone.has(1, 1), gone.has(1, 2)]).toEqual([false, true]);
	expect(heard.at(-1)).toBe(true);
	stop();
});

test("all that came before a room was cleared is gone, and nothing after it", () => {
	const gone = new Gone();
	gone.take(1, [message(7, { kind: "system", event: "cleared" }), message(8)]);
	expect([3, 7, 8].map((seq) => gone.has(1, seq))).toEqual([true, false, false]);
	expect(gone.has(2, 3)).toBe(false);
});
