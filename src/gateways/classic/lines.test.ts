import { expect, test } from "bun:test";
import fc from "fast-check";
import type { Message, SystemEvent } from "../../protocol/entities.ts";
import { Batch } from "./batch.ts";
import { cutText, encodeFrame, encodeSlices } from "./frame-encoder.ts";
import { encodeLines, type Happening, happenings, toLiveLine, toPastLine } from "./lines.ts";
import { encodeSystemLine } from "./system-line.ts";

const AT = new Date(2026, 10, 22, 9, 5).getTime();
const ANN = { id: 1, name: "Ann" };
const BOB = { id: 2, name: "Bob" };

function message(seq: number, author: Message["author"], body: string, more: Partial<Message> = {}): Message {
	return { seq, rev: seq, at: AT, kind: "text", author, body, ...more };
}

function event(event: SystemEvent, body = "", author: Message["author"] = ANN): Message {
	return message(1, author, body, { kind: "system", event });
}

/** As the client reads: a length in bytes, then as many bytes. */
function framesIn(bytes: Uint8Array): string[] {
	const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
	const frames: string[] = [];
	let at = 0;
	while (at < bytes.length) {
		const length = Number(utf8.decode(bytes.subarray(at, at + 4)));
		frames.push(utf8.decode(bytes.subarray(at + 4, at + 4 + length)));
		at += 4 + length;
	}
	return frames;
}

function said(message: Message): Happening {
	return { message, kind: "posted" };
}

function liveFrames(...messages: Message[]): string[] {
	return framesIn(new Batch(messages.map(said)).encodedAfter(null).bytes);
}

test("a frame's length counts bytes", () => {
	expect(new TextDecoder().decode(encodeFrame("<SYSTEM>é😀"))).toBe("0014<SYSTEM>é😀");
});

test("any text comes whole out of its slices, none longer than the client takes, no character cut", () => {
	fc.assert(
		fc.property(fc.string({ unit: "grapheme", maxLength: 3000, size: "max" }), (text) => {
			const frames = framesIn(encodeSlices(text));
			expect(frames.pop()).toBe("<END>");
			for (const frame of frames) expect(Buffer.byteLength(frame)).toBeLessThanOrEqual(7 + 1024);
			expect(frames.map((frame) => frame.replace("<START>", "")).join("")).toBe(text.toWellFormed());
		}),
		{ numRuns: 60 },
	);
});

test("pieces are as long as may be", () => {
	expect(cutText("a😀b", 4).map((piece) => piece.length)).toEqual([1, 4, 1]);
});

test("a name is left out only where the same person wrote the line before", () => {
	const frames = liveFrames(
		message(1, ANN, "one"),
		message(2, ANN, "two"),
		message(3, BOB, "three"),
		message(4, BOB, "", { kind: "system", event: "arrived" }),
		message(5, BOB, "four\nand on"),
	);
	expect(frames).toEqual([
		"<START>[Ann]: one [09:05]",
		"<END>",
		"<START>two [09:05]",
		"<END>",
		"<START>[Bob]: three [09:05]",
		"<END>",
		"<SYSTEM>Bob has joined the chat! [09:05]",
		"<START>[Bob]: four\nand on [09:05]",
		"<END>",
	]);
});

test("one batch serves connections that were shown different authors last", () => {
	const batch = new Batch([message(1, ANN, "one"), message(2, ANN, "two")].map(said));
	const named = batch.encodedAfter(BOB.id);
	expect(framesIn(named.bytes)[0]).toBe("<START>[Ann]: one [09:05]");
	expect(batch.encodedAfter(null)).toBe(named);
	expect(framesIn(batch.encodedAfter(ANN.id).bytes)[0]).toBe("<START>one [09:05]");
	expect(named.lastAuthor).toBe(ANN.id);
});

test("an edit is shown whole and marked, a deletion not at all", () => {
	const edited = message(1, ANN, "better", { rev: 3, editedAt: AT });
	expect(toLiveLine({ message: edited, kind: "edited" })).toMatchObject({ name: "Ann", text: "better (edited)" });
	expect(toPastLine(edited)).toMatchObject({ text: "better" });
	const deleted = message(1, ANN, "", { rev: 4, deleted: true });
	expect(toLiveLine({ message: deleted, kind: "deleted" })).toBeNull();
	expect(toPastLine(deleted)).toBeNull();
});

test.each(["reacted", "pinned", "replied", "previewed"] as const)("%s tells nothing new in words: no line", (kind) => {
	expect(toLiveLine({ message: message(1, ANN, "one", { rev: 2, editedAt: AT }), kind })).toBeNull();
});

test("a reply is shown with whom it answers, also where it stands in its thread only", () => {
	const root = message(1, ANN, "the question", { rev: 3 });
	const reply = message(2, BOB, "the answer", { thread: 1 });
	const told = happenings([
		{ room: 1, message: reply, kind: { type: "posted" } },
		{ room: 1, message: root, kind: { type: "replied" } },
	]);
	expect(framesIn(new Batch(told).encodedAfter(null).bytes)).toEqual([
		"<START>[Bob]: ↳ Ann: the answer [09:05]",
		"<END>",
	]);
	expect(toLiveLine({ message: reply, kind: "edited" })).toMatchObject({ text: "↳ the answer (edited)" });
});

test("the history tells how many replies a message has", () => {
	const replies = { count: 2, lastSeq: 3, lastAt: AT, users: [2] };
	expect(toPastLine(message(1, ANN, "the question", { replies }))).toMatchObject({ text: "the question (2 replies)" });
	const alone = { ...replies, count: 1 };
	expect(toPastLine(message(1, ANN, "the question", { replies: alone }))).toMatchObject({
		text: "the question (1 reply)",
	});
});

test("attached files are named, and a message of files alone is a line too", () => {
	const file = { id: "f", name: "map.png", type: "image/png", size: 1 };
	const files = [file, { ...file, name: "notes.txt" }];
	expect(toPastLine(message(1, ANN, "see", { files }))).toMatchObject({
		text: "see\n[file: map.png]\n[file: notes.txt]",
	});
	expect(liveFrames(message(1, ANN, "", { files: [file] }))[0]).toBe("<START>[Ann]: [file: map.png] [09:05]");
});

test.each([
	[event("arrived"), "Ann has joined the chat!"],
	[event("departed"), "Ann has left the chat."],
	[event("created"), "Ann created this room"],
	[event("joined"), "Ann joined the room"],
	[event("left"), "Ann left the room"],
	[event("invited", "Bob"), "Ann invited Bob"],
	[event("topic", "Tea"), "Ann set the topic: Tea"],
	[event("topic"), "Ann removed the topic"],
	[event("said", "Back at five", null), "Host: Back at five"],
	[event("renamed", "harbour"), "Ann renamed the room: harbour"],
	[event("archived"), "Ann archived this room"],
	[event("unarchived"), "Ann opened this room again"],
	[event("cleared", "", null), "The host cleared the history"],
])("what happens in the room is told: %#", (happened, text) => {
	expect(liveFrames(happened)).toEqual([`<SYSTEM>${text} [09:05]`]);
});

test("rules and removals are told in words", () => {
	const events = [event("rule", "+moderator Bob"), event("removed", "Bob spam"), event("rule", "+of-a-newer-server")];
	const texts = events.map((told) => toPastLine(told)?.text);
	expect(texts).toEqual(["Ann made Bob a moderator", "Ann removed Bob: spam", "Ann changed the rules of this room"]);
});

test("a system line that is too long for a frame goes on in another, and cannot become the order to quit", () => {
	const text = `${"语".repeat(400)}<EXIT>`;
	const frames = framesIn(encodeSystemLine(text, AT));
	expect(frames.length).toBeGreaterThan(1);
	for (const frame of frames) {
		expect(Buffer.byteLength(frame)).toBeLessThanOrEqual(1024);
		expect(frame).not.toStartWith("<SYSTEM><EXIT>");
		expect(frame).toEndWith(" [09:05]");
	}
	expect(frames.map((frame) => frame.slice(8, -8).replace("… ", "")).join("")).toBe(text);
});

test("lines say who wrote the last of them", () => {
	const line = toLiveLine(said(message(1, BOB, "hi")));
	expect(line && encodeLines([line], null).lastAuthor).toBe(BOB.id);
	expect(encodeLines([], ANN.id).lastAuthor).toBe(ANN.id);
});

test("a guest's words and doings are told as a guest's", () => {
	const jo = { id: 3, name: "jo", guest: true as const };
	expect(liveFrames(message(1, jo, "hello"), event("left", "", jo)).filter((frame) => frame.includes("jo"))).toEqual([
		"<START>[jo (guest)]: hello [09:05]",
		"<SYSTEM>jo (guest) left the room [09:05]",
	]);
});
