import { expect, test } from "bun:test";
import type { RawIrcClient } from "../support/irc-client.ts";
import { askedOf, fill, referenceTo, said, timeOf } from "../support/irc-history.ts";
import { useIrcPlace } from "../support/irc-place.ts";

const ALL = ["message-tags", "server-time", "echo-message", "batch", "labeled-response", "draft/chathistory"];

const place = useIrcPlace();
const { enter } = place;

test("draft/chathistory, AROUND: half of it on either side, and more of one where the other has fewer", async () => {
	using irc = await enter("Jun", ...ALL);
	const [first, , third, , , last] = await fill(irc, "#around");
	for (const kind of ["id", "time"] as const) {
		const around = async (reference: typeof first, limit: number) =>
			said(await askedOf(irc, `AROUND #around ${reference?.[kind]} ${limit}`));
		expect(await around(third, 1)).toBe("3");
		expect(await around(third, 3)).toBe("234");
		expect(await around(third, 4)).toBe("1234");
		expect(await around(first, 4)).toBe("1234");
		expect(await around(last, 4)).toBe("3456");
		expect(await around(third, 50)).toBe("123456");
	}
});

test("draft/chathistory, AROUND: what a client is not told takes nobody's place", async () => {
	using irc = await enter("Jun", ...ALL);
	const lines = await fill(irc, "#quiet", async (count) => {
		irc.send(`TOPIC #quiet :topic ${count}`);
		await irc.until("TOPIC", "#quiet", `topic ${count}`);
	});
	expect(said(await askedOf(irc, `AROUND #quiet ${lines[2]?.id} 4`))).toBe("1234");
	expect(said(await askedOf(irc, `AROUND #quiet ${lines[5]?.id} 4`))).toBe("3456");
});

test("draft/chathistory, LATEST and BEFORE: a limit above the most is the most, and BEFORE * is the latest", async () => {
	using irc = await enter("Jun", ...ALL);
	await fill(irc, "#limits");
	expect(said(await askedOf(irc, "LATEST #limits * 99999999999999999999"))).toBe("123456");
	expect(said(await askedOf(irc, "LATEST #limits * 1"))).toBe("6");
	expect(said(await askedOf(irc, "BEFORE #limits * 2"))).toBe("56");
	expect(said(await askedOf(irc, "before #limits * 2"))).toBe("56");
});

test("draft/chathistory, CHATHISTORY Command: the batch names its target as the server does, and may be empty", async () => {
	using irc = await enter("Jun", ...ALL);
	await fill(irc, "#Canonical");
	const named = async (query: string) => {
		irc.send(`CHATHISTORY ${query}`);
		return (await irc.until("BATCH", /^\+/, "chathistory")).params[2];
	};
	expect(await named("LATEST #cANONICAL * 5")).toBe("#Canonical");
	irc.send("PRIVMSG mara :psst");
	await irc.until("PRIVMSG", "Mara", "psst");
	expect(await named("LATEST mARA * 5")).toBe("Mara");
	expect(await named("LATEST aDA * 5")).toBe("Ada");
	expect(await askedOf(irc, "LATEST Ada * 5")).toEqual([]);
	expect(await askedOf(irc, "AFTER #canonical timestamp=2100-01-01T00:00:00.000Z 5")).toEqual([]);
});

test("draft/chathistory, CHATHISTORY Command: a conversation with a person has both sides, each sent to the other", async () => {
	using jun = await enter("Jun", ...ALL);
	using tom = await enter("Tom", ...ALL);
	jun.send("PRIVMSG Tom :hello");
	await tom.until("PRIVMSG", "Tom", "hello");
	tom.send("PRIVMSG Jun :hi, how are you?");
	await jun.until("PRIVMSG", "Jun", "hi, how are you?");
	const lines = await askedOf(jun, "LATEST tom * 2");
	expect(lines.map(({ source, params }) => [source?.split("!")[0], ...params])).toEqual([
		["Jun", "Tom", "hello"],
		["Tom", "Jun", "hi, how are you?"],
	]);
	expect((await askedOf(tom, "LATEST jun * 2")).map(({ params }) => params)).toEqual(lines.map(({ params }) => params));
});

test("draft/event-playback: in a conversation a reaction goes to whom it was given by, live and in the history", async () => {
	using jun = await enter("Jun", ...ALL, "draft/event-playback");
	using tom = await enter("Tom", ...ALL, "draft/event-playback");
	jun.send("PRIVMSG Tom :a word");
	const msgid = (await tom.until("PRIVMSG", "Tom", "a word")).tags.get("msgid");
	await jun.until("PRIVMSG", "Tom", "a word");
	tom.send(`@+draft/react=🎉;+draft/reply=${msgid} TAGMSG Jun`);
	expect((await jun.until("TAGMSG")).params).toEqual(["Jun"]);
	expect((await tom.until("TAGMSG")).params).toEqual(["Jun"]);
	for (const [irc, other] of [
		[jun, "Tom"],
		[tom, "Jun"],
	] as const) {
		const lines = await askedOf(irc, `LATEST ${other} * 1`);
		expect(lines.map(({ command, source, params }) => `${command} ${source?.split("!")[0]} ${params[0]}`)).toEqual([
			"PRIVMSG Jun Tom",
			"TAGMSG Tom Jun",
		]);
	}
});

test("draft/chathistory, Returned message notes: an edit is its latest text by the first id; the edit's id is where its line was", async () => {
	using irc = await enter("Jun", ...ALL);
	const room = await place.mara.createRoom({ name: "edits", visibility: "public", topic: "" });
	irc.send("JOIN #edits");
	await irc.until("366", "Jun", "#edits");
	const say = async (text: string) => {
		place.mara.post(room.id, text);
		return referenceTo(await irc.until("PRIVMSG", "#edits", text));
	};
	const first = await say("1");
	const gone = await say("2");
	await place.mara.edit(room.id, Number(first.id.split("-")[1]), "one");
	const edited = referenceTo(await irc.until("PRIVMSG", "#edits", "(edited) one"));
	const third = await say("3");
	await place.mara.delete(room.id, Number(gone.id.split("-")[1]));
	const all = await askedOf(irc, "LATEST #edits * 50");
	expect(said(all)).toBe("one3");
	expect(all.map((line) => referenceTo(line).id)).toEqual([first.id, third.id]);
	expect(said(await askedOf(irc, `AFTER #edits ${edited.id} 50`))).toBe("3");
	expect(said(await askedOf(irc, `BEFORE #edits ${edited.id} 50`))).toBe("one");
	expect(said(await askedOf(irc, `AFTER #edits ${first.id} 50`))).toBe("3");
	// A deleted message is still a place.
	expect(said(await askedOf(irc, `BEFORE #edits ${gone.id} 50`))).toBe("one");
	expect(said(await askedOf(irc, `AFTER #edits ${gone.id} 50`))).toBe("3");
	expect(said(await askedOf(irc, `AROUND #edits ${gone.id} 50`))).toBe("one3");
});

test("draft/chathistory, TARGETS: when the last message was said, counted from the first time on, without both", async () => {
	using irc = await enter("Ada", ...ALL);
	const said = new Map<string, number>();
	for (const room of ["#one", "#two", "#three"]) {
		const last = (await fill(irc, room)).at(-1);
		if (last) said.set(room, timeOf(last));
	}
	// What changes without a message moves nothing; nor is a room told of in which nothing was said.
	irc.send("TOPIC #one :later", "JOIN #silent");
	await irc.until("TOPIC", "#one", "later");
	await irc.until("366", "Ada", "#silent");
	const [one = 0, , three = 0] = said.values();
	const asked = async (from: number, to: number, limit = 50) => {
		const times = [from, to].map((at) => `timestamp=${new Date(at).toISOString()}`).join(" ");
		const lines = await askedOf(irc, `TARGETS ${times} ${limit}`, "draft/chathistory-targets");
		return lines.map(({ command, params: [sub, target, time] }) => {
			expect([command, sub]).toEqual(["CHATHISTORY", "TARGETS"]);
			expect(time).toBe(new Date(said.get(target ?? "") ?? Number.NaN).toISOString());
			return target;
		});
	};
	expect(await asked(one - 1, three + 1)).toEqual(["#one", "#two", "#three"]);
	expect(await asked(three + 1, one - 1)).toEqual(["#one", "#two", "#three"]);
	expect(await asked(one - 1, three + 1, 2)).toEqual(["#one", "#two"]);
	expect(await asked(three + 1, one - 1, 2)).toEqual(["#two", "#three"]);
	expect(await asked(one, three)).toEqual(["#two"]);
	expect(await asked(three, three)).toEqual([]);
});

test("draft/chathistory, Security Considerations: who has left a room is given nothing of it, nor who was never in", async () => {
	using irc = await enter("Tom", ...ALL);
	const [first] = await fill(irc, "#left");
	using other = await enter("Jun", ...ALL);
	await place.mara.createRoom({ name: "secret", visibility: "private", topic: "" });
	irc.send("PART #left");
	await irc.until("PART", "#left");
	for (const target of ["#left", "#secret", "#nowhere", "nobody", "#", "*"]) {
		irc.send(`CHATHISTORY BEFORE ${target} ${first?.id} 5`);
		expect((await irc.until("FAIL", "CHATHISTORY")).params.slice(1, 4)).toEqual(["INVALID_TARGET", "BEFORE", target]);
	}
	other.send("CHATHISTORY LATEST #left * 5");
	await other.until("FAIL", "CHATHISTORY", "INVALID_TARGET", "LATEST", "#left");
	const targets = "TARGETS timestamp=2000-01-01T00:00:00.000Z timestamp=2100-01-01T00:00:00.000Z 200";
	const named = (await askedOf(irc, targets, "draft/chathistory-targets")).map(({ params }) => params[1]);
	expect(named).not.toContain("#left");
});

test.each([
	["NONSENSE #refs * 5", "NONSENSE"],
	["LATEST", "LATEST"],
	["LATEST #refs *", "LATEST"],
	["LATEST #refs * 5 5", "LATEST"],
	["BETWEEN #refs timestamp=2020-01-01T00:00:00.000Z 5", "BETWEEN"],
	["LATEST #refs * 0", "LATEST 0"],
	["LATEST #refs * -1", "LATEST -1"],
	["LATEST #refs * many", "LATEST many"],
	["AFTER #refs * 5", "AFTER *"],
	["AROUND #refs * 5", "AROUND *"],
	["BETWEEN #refs * timestamp=2020-01-01T00:00:00.000Z 5", "BETWEEN *"],
	["BEFORE #refs yesterday 5", "BEFORE yesterday"],
	["BEFORE #refs timestamp=5 5", "BEFORE timestamp=5"],
	["BEFORE #refs timestamp=2020-13-01T00:00:00.000Z 5", "BEFORE timestamp=2020-13-01T00:00:00.000Z"],
	["BEFORE #refs msgid=none 5", "BEFORE msgid=none"],
	["BEFORE #refs msgid=1-1 5", "BEFORE msgid=1-1"],
	["TARGETS timestamp=2020-01-01T00:00:00.000Z 5", "TARGETS"],
	["TARGETS timestamp=2020-01-01T00:00:00.000Z msgid=1-1 5", "TARGETS"],
	["TARGETS timestamp=2020-01-01T00:00:00.000Z timestamp=2021-01-01T00:00:00.000Z 0", "TARGETS 0"],
])("draft/chathistory, Errors and Warnings: %s is refused", async (query, told) => {
	using irc = await enter("Jun", ...ALL);
	irc.send("JOIN #refs", `@label=bad CHATHISTORY ${query}`);
	const { params, tags } = await irc.until("FAIL", "CHATHISTORY", "INVALID_PARAMS");
	expect(params.slice(2, -1).join(" ")).toBe(told);
	expect(tags.get("label")).toBe("bad");
});

test("draft/chathistory, Errors and Warnings: no parameter at all is 461", async () => {
	using irc = await enter("Jun", ...ALL);
	irc.send("CHATHISTORY");
	await irc.until("461", "Jun", "CHATHISTORY");
});

test("labeled-response and draft/multiline: a multi-line message is a batch within the labelled one, and counts once", async () => {
	using irc = await enter("Jun", ...ALL, "draft/multiline");
	const room = await place.mara.createRoom({ name: "nested", visibility: "public", topic: "" });
	irc.send("JOIN #nested");
	await irc.until("366", "Jun", "#nested");
	for (const text of ["before", "first\nsecond", "after"]) place.mara.post(room.id, text);
	await irc.until("PRIVMSG", "#nested", "after");
	irc.send("@label=many CHATHISTORY LATEST #nested * 2");
	const begin = await irc.until("BATCH", /^\+/, "chathistory", "#nested");
	expect(begin.tags.get("label")).toBe("many");
	const outer = begin.params[0]?.slice(1);
	const lines = await irc.roundTrip();
	const inner = lines[0]?.params[0]?.slice(1);
	const shown = lines.map(({ command, params, tags }) => [
		command,
		params[command === "BATCH" ? 0 : 1],
		tags.get("batch"),
	]);
	expect(shown).toEqual([
		["BATCH", `+${inner}`, outer],
		["PRIVMSG", "first", inner],
		["PRIVMSG", "second", inner],
		["BATCH", `-${inner}`, outer],
		["PRIVMSG", "after", outer],
		["BATCH", `-${outer}`, undefined],
	]);
});

test("draft/event-playback: a message's reactions follow it as TAGMSGs beside the history, and count for nothing", async () => {
	using irc = await enter("Jun", ...ALL, "draft/event-playback");
	using plain = await enter("Jun", ...ALL);
	const room = await place.mara.createRoom({ name: "reactions", visibility: "public", topic: "" });
	irc.send("JOIN #reactions");
	await irc.until("366", "Jun", "#reactions");
	for (const text of ["1", "2", "3"]) place.mara.post(room.id, text);
	const reacted = referenceTo(await irc.until("PRIVMSG", "#reactions", "2"));
	const seq = Number(reacted.id.split("-")[1]);
	const live: (string | undefined)[] = [];
	const react = async (by: RawIrcClient, emoji: string, name = "react") => {
		by.send(`@+draft/${name}=${emoji};+draft/reply=${reacted.id.slice("msgid=".length)} TAGMSG #reactions`);
		live.push((await irc.until("TAGMSG", "#reactions")).tags.get(`+${name}`));
	};
	await react(irc, "🎉");
	await react(plain, "👀");
	await react(irc, "👀", "unreact");
	await place.mara.react(room.id, seq, "🎉", true);
	await irc.until("TAGMSG", "#reactions");
	expect(live).toEqual(["🎉", "👀", "👀"]);

	const lines = await askedOf(irc, "LATEST #reactions * 2");
	const shown = lines.map(({ command, source, params, tags }) => {
		const about = tags.has("draft/chathistory-context") ? [tags.get("+react"), tags.get("+draft/react")] : [];
		return [command, source?.split("!")[0], params.slice(1).join(), ...about].join(" ");
	});
	expect(shown).toEqual(["PRIVMSG Mara 2", "TAGMSG Jun  🎉 🎉", "TAGMSG Mara  🎉 🎉", "PRIVMSG Mara 3"]);
	for (const { tags, params } of lines.slice(1, 3)) {
		expect([params[0], tags.get("+draft/reply")]).toEqual(["#reactions", reacted.id.slice("msgid=".length)]);
		expect(Date.parse(tags.get("time") ?? "")).toBeGreaterThanOrEqual(timeOf(reacted));
	}
	expect((await askedOf(plain, "LATEST #reactions * 2")).map(({ command }) => command)).toEqual(["PRIVMSG", "PRIVMSG"]);
});
