import { expect, test } from "bun:test";
import type { Message } from "../../protocol/entities.ts";
import { jsonLine, plainLine } from "./print-messages.ts";

const AT = new Date(2026, 10, 22, 12, 30).getTime();

function message(change: Partial<Message>): Message {
	return { seq: 7, rev: 7, at: AT, kind: "text", author: { id: 2, name: "ben" }, body: "hello", ...change };
}

test.each([
	[message({}), "12:30 ben: hello"],
	[message({ body: "two\nlines" }), "12:30 ben: two ⏎ lines"],
	[message({ body: "\u001B[31mred" }), "12:30 ben: ␛[31mred"],
	[message({ rev: 9, editedAt: AT }), "12:30 ben (edited): hello"],
	[message({ rev: 9, reactions: [{ emoji: "👍", users: [1] }] }), "12:30 ben: hello"],
	[message({ thread: 3, inRoom: true }), "12:30 ben: ↳ hello"],
	[
		message({ body: "", files: [{ id: "abc", name: "a b\u001B.txt", type: "text/plain", size: 1200 }] }),
		"12:30 ben: [a b␛.txt 1.2 kB https://chat.example.org/files/abc/a%20b%1B.txt]",
	],
	[message({ author: { id: 3, name: "jo", guest: true } }), "12:30 jo (guest): hello"],
	[message({ kind: "system", event: "joined", body: "" }), "12:30 * ben joined"],
	[message({ kind: "system", event: "said", author: null, body: "Soon down" }), "12:30 Host: Soon down"],
	[message({ rev: 9, deleted: true, body: "" }), null],
])("%j comes out as %j", (message, line) => {
	expect(plainLine(message, "https://chat.example.org")).toBe(line);
});

test("a JSON line holds the message as it is, and no byte that steers a terminal", () => {
	const line = jsonLine(message({ body: "\u009B31m\u202E\u001B\n", nonce: "abcdefgh" }), "lobby");
	expect(line).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
	expect(JSON.parse(line)).toEqual({
		room: "lobby",
		seq: 7,
		rev: 7,
		at: AT,
		kind: "text",
		author: "ben",
		body: "\u009B31m\u202E\u001B\n",
	});
});

test("a JSON line tells of a guest that they are one", () => {
	const line = jsonLine(message({ author: { id: 3, name: "jo", guest: true } }), "lobby");
	expect(JSON.parse(line)).toMatchObject({ author: "jo", guest: true, body: "hello" });
});
