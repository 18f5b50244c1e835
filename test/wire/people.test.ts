import { afterAll, beforeAll, expect, test } from "bun:test";
import { type Gathering, type Guest, gather, newGuest } from "./gathering.ts";

let place: Gathering<"asha" | "jun">;
let asha: Guest;
let jun: Guest;
beforeAll(async () => {
	place = await gather("asha", "jun");
	({ asha, jun } = place.guests);
});
afterAll(() => place.server[Symbol.asyncDispose]());

test("what somebody shows of themselves is live for everybody, and taken away again", async () => {
	const until = Date.now() + 3_600_000;
	await asha.ask({ t: "profile", display: "  Asha\n Rao ", status: { emoji: "🌴", text: " on  leave ", until } });
	const shown = { id: asha.id, name: "asha", display: "Asha Rao", status: { emoji: "🌴", text: "on leave", until } };
	expect((await jun.socket.next("profile", ({ profile }) => profile.display === "Asha Rao")).profile).toEqual(shown);
	expect((await jun.ask({ t: "people", ids: [asha.id, 999] })).people).toEqual([shown]);
	expect((await jun.ask({ t: "members", room: 1 })).members).toContainEqual(shown);
	await asha.ask({ t: "profile", display: null, status: null });
	expect((await jun.ask({ t: "people", ids: [asha.id] })).people).toEqual([{ id: asha.id, name: "asha" }]);
});

test("a status ends by itself", async () => {
	const soon = Date.now() + 300;
	await jun.ask({ t: "profile", status: { emoji: "☕", text: "", until: soon } });
	const status = async () => (await asha.ask({ t: "people", ids: [jun.id] })).people[0]?.status;
	while ((await status()) !== undefined) await asha.socket.roundtrip();
	expect(Date.now()).toBeGreaterThanOrEqual(soon);
	expect(await jun.refusal({ t: "profile", status: { emoji: "☕", text: "", until: 1 } })).toBe("bad_request");
});

test.each([
	["jun", "name_taken"],
	["JUN", "name_taken"],
	["@jun", "name_taken"],
	["j u n", "name_taken"],
	["ju\u200Bn", "name_taken"],
	["јuп", "ok"],
	["јun", "name_taken"],
	["Host", "name_invalid"],
	["The Host", "ok"],
	["x".repeat(65), "name_invalid"],
	["!!!", "name_invalid"],
	["ASHA", "ok"],
	["Ash\u202Eahs", "ok"],
])("asha going by %j: %s", async (display, outcome) => {
	const answer = await asha.socket.ask({ t: "profile", display });
	expect(answer.t === "error" ? answer.code : "ok").toBe(outcome);
	const [profile] = (await jun.ask({ t: "people", ids: [asha.id] })).people;
	expect(profile?.display ?? "").not.toMatch(/[\u200b\u202e]/);
});

test.each([
	[{ emoji: "x", text: "y" }, "bad_request"],
	[{ emoji: "🌴🌴", text: "y" }, "bad_request"],
	[{ emoji: "🌴", text: "y".repeat(101) }, "message_too_long"],
])("the status %j is refused", async (status, code) => {
	expect(await asha.refusal({ t: "profile", status })).toBe(code);
});

test("people are found by the beginning of any word of their names", async () => {
	const guest = await newGuest(place.server, "mara_okafor");
	await guest.ask({ t: "profile", display: "Mara Okafor" });
	const find = async (query: string) => (await jun.ask({ t: "people", query })).people.map(({ name }) => name);
	expect(await find("mar")).toEqual(["mara_okafor"]);
	expect(await find("@MAR")).toEqual(["mara_okafor"]);
	expect(await find("okaf")).toEqual(["mara_okafor"]);
	expect(await find("nobody")).toEqual([]);
	expect(await jun.refusal({ t: "people" })).toBe("bad_request");
	expect(await jun.refusal({ t: "people", query: "a", ids: [1] })).toBe("bad_request");
	guest.socket.close();
});
