import { afterAll, beforeAll, expect, test } from "bun:test";
import { type Gathering, type Guest, gather } from "./gathering.ts";

let place: Gathering<"asha" | "jun">;
let asha: Guest;
let jun: Guest;
beforeAll(async () => {
	place = await gather("asha", "jun");
	({ asha, jun } = place.guests);
});
afterAll(() => place.server[Symbol.asyncDispose]());

test("a reaction is live for all with who gave it, once a person, and can be taken back", async () => {
	const room = await place.makeRoom("reacting");
	const seq = await asha.post(room, "hello");
	const react = (guest: Guest, emoji: string, on = true) => guest.ask({ t: "react", room, seq, emoji, on });
	await react(jun, "👍");
	await react(jun, "👍");
	await react(asha, "👍");
	await react(asha, "🎉");
	expect((await jun.hear(room, ({ reactions }) => reactions?.length === 2)).reactions).toEqual([
		{ emoji: "👍", users: [jun.id, asha.id] },
		{ emoji: "🎉", users: [asha.id] },
	]);
	await react(jun, "👍", false);
	await react(jun, "👍", false);
	await react(asha, "👍", false);
	const after = await jun.hear(room, ({ reactions }) => reactions?.length === 1 && reactions[0]?.emoji === "🎉");
	expect(after.reactions).toEqual([{ emoji: "🎉", users: [asha.id] }]);
	const { room: summary } = await jun.ask({ t: "sync", room, cursor: 0 });
	// Created, joined, posted, three reactions, two taken back.
	expect(summary).toMatchObject({ head: 8, unread: 1 });
});

test("what is not one emoji is refused, and what may be a letter counts as its picture", async () => {
	const room = await place.makeRoom("no-emoji");
	const seq = await asha.post(room, "hello");
	for (const emoji of ["", "x", "👍👍", ":+1:", "<img>", "x".repeat(65)]) {
		expect(await jun.refusal({ t: "react", room, seq, emoji, on: true })).toBe("bad_request");
	}
	await jun.ask({ t: "react", room, seq, emoji: "❤", on: true });
	await asha.ask({ t: "react", room, seq, emoji: "❤️", on: true });
	expect((await jun.hear(room, ({ reactions }) => reactions?.[0]?.users.length === 2)).reactions).toHaveLength(1);
});

test("a message has at most thirty different reactions", async () => {
	const room = await place.makeRoom("many-emoji");
	const seq = await asha.post(room, "hello");
	for (let n = 0; n < 30; n++) {
		await jun.ask({ t: "react", room, seq, emoji: String.fromCodePoint(0x1f400 + n), on: true });
	}
	expect(await jun.refusal({ t: "react", room, seq, emoji: "👍", on: true })).toBe("forbidden");
});

test("reactions and pins need a message that is there", async () => {
	const room = await place.makeRoom("nothing-there");
	const deleted = await asha.post(room, "hello");
	await asha.ask({ t: "delete", room, seq: deleted });
	for (const seq of [999, 1]) {
		expect(await jun.refusal({ t: "react", room, seq, emoji: "👍", on: true })).toBe("not_found");
		expect(await jun.refusal({ t: "pin", room, seq, on: true })).toBe("not_found");
	}
	await jun.ask({ t: "react", room, seq: deleted, emoji: "👍", on: true });
	const page = await jun.ask({ t: "history", room, around: deleted, limit: 1 });
	expect(page.messages[0]?.reactions).toBeUndefined();
});

test("any member pins and unpins; the latest pinned comes first, and a deleted message is pinned no more", async () => {
	const room = await place.makeRoom("pinning");
	const [one, two, three] = [
		await asha.post(room, "one"),
		await asha.post(room, "two"),
		await asha.post(room, "three"),
	];
	for (const seq of [two, one, three]) await jun.ask({ t: "pin", room, seq, on: true });
	expect(await asha.hear(room, ({ seq, pinned }) => seq === three && pinned === true)).toMatchObject({ body: "three" });
	const pins = async () => (await asha.ask({ t: "pins", room })).items.map(({ message }) => message.seq);
	expect((await pins()).toSorted()).toEqual([one, two, three]);
	await asha.ask({ t: "pin", room, seq: two, on: false });
	await asha.ask({ t: "delete", room, seq: three });
	expect(await pins()).toEqual([one]);
});

test("the texts that a message had are shown to members, and go with it", async () => {
	const room = await place.makeRoom("editing");
	const seq = await asha.post(room, "first");
	await asha.ask({ t: "edit", room, seq, body: "second" });
	await asha.ask({ t: "edit", room, seq, body: "second" });
	await asha.ask({ t: "edit", room, seq, body: "third" });
	const { versions } = await jun.ask({ t: "edits", room, seq });
	expect(versions.map(({ body }) => body)).toEqual(["first", "second"]);
	await asha.ask({ t: "delete", room, seq });
	expect((await jun.ask({ t: "edits", room, seq })).versions).toEqual([]);
});
