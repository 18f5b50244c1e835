import { expect, test } from "bun:test";
import { RawIrcClient } from "../support/irc-client.ts";
import { useIrcPlace } from "../support/irc-place.ts";
import { startParlour } from "../support/parlour.ts";
import { lobbyOf, PASSWORD, signUp, textsOf, until } from "../support/person.ts";

const MODERN = ["message-tags", "server-time", "echo-message", "batch", "labeled-response"];

const place = useIrcPlace();
const { enter } = place;

test.each([
	["LINKS (RFC 2812 3.4.5)", "LINKS", ["364", "365"]],
	["INFO (RFC 2812 3.4.10)", "INFO", ["371", "374"]],
	["HELP (Modern IRC)", "HELP", ["704", "705", "706"]],
	["HELP of a command", "HELP join", ["704", "706"]],
	["HELP of nothing there is", "HELP nonsense", ["524"]],
	["STATS u (RFC 2812 3.4.4)", "STATS u", ["242", "219"]],
	["STATS of what is the host's alone", "STATS c", ["219"]],
	["WHOWAS (RFC 2812 3.6.3)", "WHOWAS tom", ["314", "312", "369"]],
	["WHOWAS of nobody", "WHOWAS nobody-at-all", ["406", "369"]],
	["WHOWAS without a name", "WHOWAS", ["431"]],
	["VERSION, with what is supported", "VERSION", ["351", "005"]],
	["ISUPPORT (draft/extended-isupport)", "ISUPPORT", ["005"]],
	["MODE of a room (RFC 2812 3.2.3)", "MODE #lobby", ["324"]],
	["MODE e", "MODE #lobby +e", ["349"]],
	["MODE I", "MODE #lobby I", ["347"]],
	["MODE that nobody knows", "MODE #lobby +y", ["472"]],
	["MODE by who does not moderate the room", "MODE #lobby +m", ["482"]],
	["MODE of somebody else", "MODE Mara", ["502"]],
	["KICK (RFC 2812 3.2.8)", "KICK #lobby Mara", ["482"]],
	["KICK where there is nothing", "KICK #nowhere Mara", ["403"]],
	["PART where there is nothing (RFC 2812 3.2.2)", "PART #nowhere", ["403"]],
	["MODE of nobody", "MODE nobody-at-all", ["401"]],
	["KILL by a member (RFC 2812 3.7.1)", "KILL Mara :no", ["481"]],
	["WALLOPS by a member (RFC 2812 4.7)", "WALLOPS :no", ["481"]],
	["OPER with a wrong password (RFC 2812 3.1.4)", "OPER Mara wrong", ["464"]],
	["OPER with an account that is no admin's", `OPER Tom :${PASSWORD}`, ["491"]],
	["PING without a token", "PING", ["409"]],
	["NICK that is none (RFC 2812 3.1.2)", "NICK :a b", ["432"]],
	["NICK of a channel", "NICK #x", ["432"]],
	["NICK of nothing", "NICK :", ["431"]],
	["NICK too long", `NICK ${"x".repeat(65)}`, ["432"]],
])("%s is answered", async (_, line, numerics) => {
	using irc = await enter("Jun");
	irc.send(line);
	for (const numeric of numerics) await irc.until(numeric, "Jun");
});

test("MODE of oneself: +B is a bot and +w hears WALLOPS, told by MODE and RPL_UMODEIS (RFC 2812 3.1.5)", async () => {
	using irc = await enter("Jun");
	irc.send("MODE Jun +Bw", "MODE Jun", "MODE Jun -B+i", "MODE Jun +Z", "MODE Jun");
	await irc.until("MODE", "Jun", "+B+w");
	await irc.until("221", "Jun", "+Bwi");
	await irc.until("MODE", "Jun", "-B");
	await irc.until("501");
	await irc.until("221", "Jun", "+wi");
});

test("OPER by an admin's account makes an operator, whose WALLOPS and KILL count; nobody ends the owner's sessions", async () => {
	using irc = await enter("Jun");
	using listener = await enter("Ada");
	listener.send("MODE Ada +w");
	await listener.until("MODE");
	irc.send(`OPER Mara :${PASSWORD}`);
	await irc.until("381", "Jun");
	await irc.until("MODE", "Jun", "+o");
	irc.send("WALLOPS :tea is ready", "KILL Mara :no", "KILL nobody-at-all :no");
	expect((await listener.until("WALLOPS")).params).toEqual(["tea is ready"]);
	await irc.until("481", "Jun");
	await irc.until("401", "Jun", "nobody-at-all");
	irc.send("KILL Ada :enough");
	await listener.until("ERROR");
	await listener.end();
});

test("MODE -o ends being an operator, and +o makes nobody one (RFC 2812 3.1.5)", async () => {
	using irc = await enter("Jun");
	irc.send("MODE Jun +o", "WALLOPS :no");
	await irc.until("481", "Jun");
	irc.send(`OPER Mara :${PASSWORD}`, "MODE Jun", "MODE Jun -o", "WALLOPS :not any more");
	await irc.until("221", "Jun", "+oi");
	await irc.until("MODE", "Jun", "-o");
	await irc.until("481", "Jun");
});

test("monitor: online, offline, the list and its states, and changes as they come (IRCv3 monitor)", async () => {
	using irc = await enter("Jun");
	irc.send("MONITOR + mara,tom,nobody-at-all");
	await irc.until("730", "Jun", "Mara!Mara@parlour");
	await irc.until("731", "Jun", "tom,nobody-at-all");
	{
		using _ = await enter("Tom");
		await irc.until("730", "Jun", "Tom!Tom@parlour");
	}
	await irc.until("731", "Jun", "Tom");
	irc.send("MONITOR L");
	await irc.until("732", "Jun", "mara,tom,nobody-at-all");
	await irc.until("733", "Jun");
	irc.send("MONITOR - mara", "MONITOR S");
	await irc.until("731", "Jun", "tom,nobody-at-all");
	irc.send("MONITOR C", "MONITOR L");
	expect((await irc.roundTrip()).map(({ command }) => command)).toEqual(["733"]);
	const many = (from: number) => Array.from({ length: 30 }, (_, index) => `n${from + index}`).join(",");
	irc.send(...[0, 30, 60, 90].map((from) => `MONITOR + ${many(from)}`));
	expect((await irc.until("734", "Jun", "100")).params[2]?.split(",")).toHaveLength(20);
});

test("WHO of a mask names who is connected and fits it (RFC 2812 3.6.1); a bot has its flag (IRCv3 bot-mode)", async () => {
	using irc = await enter("Jun");
	using tom = await enter("Tom");
	tom.send("MODE Tom +B");
	await tom.until("MODE");
	const asked = async (query: string) => {
		irc.send(`WHO ${query}`);
		return (await irc.roundTrip())
			.filter(({ command }) => command === "352")
			.map(({ params }) => `${params[5]} ${params[6]}`);
	};
	expect((await asked("t*")).sort()).toEqual(["Tom HB"]);
	expect((await asked("*@parlour")).sort()).toEqual(["Jun H", "Mara H", "Tom HB"]);
	expect(await asked("ma?a")).toEqual(["Mara H"]);
	expect(await asked("x*")).toEqual([]);
	irc.send("WHOIS Tom");
	await irc.until("335", "Jun", "Tom");
});

test("LIST by mask, by what fits none, and by the number of members (ELIST M, N, U)", async () => {
	using irc = await enter("Jun");
	irc.send("JOIN #list-one,#list-two");
	await irc.until("366", "Jun", "#list-two");
	const listed = async (query: string) => {
		irc.send(`LIST ${query}`);
		return (await irc.roundTrip()).filter(({ command }) => command === "322").map(({ params }) => params[1]);
	};
	expect(await listed("#list-*")).toEqual(["#list-one", "#list-two"]);
	expect(await listed("#LIST-ONE")).toEqual(["#list-one"]);
	expect(await listed("#list-*,!*two")).toEqual(["#list-one"]);
	expect(await listed(">1")).toEqual(["#lobby"]);
	expect(await listed("#l*,<2")).not.toContain("#lobby");
});

test("setname changes the name that is shown, and everybody with it hears (IRCv3 setname)", async () => {
	using irc = await enter("Jun", "setname");
	using tom = await enter("Tom", "setname");
	irc.send("SETNAME :Jun of the Harbour");
	expect((await tom.until("SETNAME", "Jun of the Harbour")).source).toBe("Jun!Jun@parlour");
	await irc.until("SETNAME", "Jun of the Harbour");
	irc.send("SETNAME :system");
	await irc.until("FAIL", "SETNAME", "INVALID_REALNAME");
});

test("away-notify: a status set anywhere is AWAY here (IRCv3 away-notify)", async () => {
	using irc = await enter("Jun", "away-notify");
	using tom = await enter("Tom");
	tom.send("AWAY :at sea");
	expect((await irc.until("AWAY", "at sea")).source).toBe("Tom!Tom@parlour");
	tom.send("AWAY");
	expect((await irc.until("AWAY")).params).toEqual([]);
});

test("draft/pre-away: AWAY before the welcome counts, and * says nothing of the person", async () => {
	using watcher = await enter("Jun", "away-notify");
	using irc = await RawIrcClient.connect(place.server.ircPort);
	irc.send("AWAY :early");
	await irc.until("451");
	irc.send("CAP REQ draft/pre-away", "AWAY :early", `PASS :Tom:${PASSWORD}`, "NICK Tom", "USER t 0 * :t", "CAP END");
	await irc.until("306");
	await watcher.until("AWAY", "early");
	irc.send("AWAY *", "AWAY");
	await irc.until("306");
	await watcher.until("AWAY");
});

test("draft/channel-rename, Examples: RENAME to those who know it, PART and JOIN to the others", async () => {
	using irc = await enter("Jun", "draft/channel-rename");
	using tom = await enter("Tom");
	using ada = await enter("Ada", "draft/channel-rename");
	irc.send("JOIN #boaring");
	await irc.until("366", "Jun", "#boaring");
	for (const other of [tom, ada]) {
		other.send("JOIN #boaring");
		await other.until("366", /.*/, "#boaring");
	}
	irc.send("RENAME #boaring #boring :Typo fix");
	expect((await ada.until("RENAME", "#boaring", "#boring", "Typo fix")).source).toBe("Jun!Jun@parlour");
	await irc.until("RENAME", "#boaring", "#boring", "Typo fix");
	await tom.until("PART", "#boaring", "Typo fix");
	await tom.until("JOIN", "#boring");
	await tom.until("366", "Tom", "#boring");
	irc.send("RENAME #boring #lobby", "RENAME #boring lobby", "RENAME #nowhere #x");
	await irc.until("FAIL", "RENAME", "CHANNEL_NAME_IN_USE", "#boring", "#lobby");
	await irc.until("FAIL", "RENAME", "CANNOT_RENAME", "#boring", "lobby");
	await irc.until("403", "Jun", "#nowhere");
	ada.send("RENAME #boring #mine");
	await ada.until("482", "Ada", "#boring");
	// Without a reason it is empty, and a change of letters' case is no other channel to those who know no RENAME.
	await tom.roundTrip();
	irc.send("RENAME #boring #BORING");
	expect((await ada.until("RENAME", "#boring", "#BORING")).params).toEqual(["#boring", "#BORING", ""]);
	expect(await tom.roundTrip()).toEqual([]);
});

test("labeled-response: a JOIN's answer has its parts in their order, for a new room too", async () => {
	using irc = await enter("Jun", ...MODERN);
	irc.send("@label=j1 JOIN #ordered");
	expect((await irc.until("BATCH", /^\+/, "labeled-response")).tags.get("label")).toBe("j1");
	expect((await irc.roundTrip()).map(({ command }) => command)).toEqual(["JOIN", "353", "366", "BATCH"]);
	irc.send("@label=j2 JOIN #ordered");
	expect((await irc.until("ACK")).tags.get("label")).toBe("j2");
	irc.send("@label=q1 PRIVMSG Ada :the first between us");
	expect((await irc.until("PRIVMSG", "Ada")).tags.get("label")).toBe("q1");
	expect(await irc.roundTrip()).toEqual([]);
});

test("the first message of a conversation is not echoed to who has no echo-message", async () => {
	using irc = await enter("Tom");
	irc.send("PRIVMSG Ada :no echo, please");
	expect(await irc.roundTrip()).toEqual([]);
});

test("a conversation is no slower than a room: its limit is that of messages", async () => {
	await using limited = await startParlour({ args: ["--announce", "off"] });
	await signUp(limited.url, "Jun");
	await signUp(limited.url, "Ada");
	using irc = await RawIrcClient.loggedIn(limited.ircPort, "Jun", PASSWORD, "echo-message");
	irc.send(...Array.from({ length: 38 }, (_, index) => `PRIVMSG Ada :${index}`));
	await irc.until("PRIVMSG", "Ada", "37");
});

test("who writes to themselves reads it once, and its echo where they asked for it (echo-message)", async () => {
	using plain = await enter("Tom");
	plain.send("PRIVMSG Tom :note");
	expect((await plain.roundTrip()).map(({ params }) => params)).toEqual([["Tom", "note"]]);
	using irc = await enter("Jun", ...MODERN);
	irc.send("@label=n PRIVMSG Jun :note");
	const lines = await irc.roundTrip();
	expect(lines.map(({ params }) => params)).toEqual([
		["Jun", "note"],
		["Jun", "note"],
	]);
	expect(lines.map(({ tags }) => tags.get("label") ?? null).sort()).toEqual(["n", null]);
});

test("a reaction comes back to who made it with echo-message alone", async () => {
	using irc = await enter("Jun", "message-tags");
	using echoing = await enter("Ada", ...MODERN);
	place.mara.post(lobbyOf(place.mara).id, "react to this");
	const id = (await irc.until("PRIVMSG", "#lobby", "react to this")).tags.get("msgid");
	await echoing.until("PRIVMSG", "#lobby", "react to this");
	irc.send(`@+react=👍;+reply=${id} TAGMSG #lobby`);
	await echoing.until("TAGMSG", "#lobby");
	expect(await irc.roundTrip()).toEqual([]);
	echoing.send(`@label=r;+draft/react=🎉;+draft/reply=${id} TAGMSG #lobby`);
	const echo = await echoing.until("TAGMSG", "#lobby");
	expect([echo.tags.get("label"), echo.tags.get("+react")]).toEqual(["r", "🎉"]);
});

test("draft/message-redaction: who deletes is told by REDACT with their label, without echo-message too", async () => {
	using irc = await enter("Jun", "draft/message-redaction", "message-tags", "labeled-response");
	using other = await enter("Jun", "message-tags");
	irc.send("PRIVMSG #lobby :a slip");
	const id = (await other.until("PRIVMSG", "#lobby", "a slip")).tags.get("msgid") ?? "";
	irc.send(`@label=d REDACT #lobby ${id} :a slip`);
	expect((await irc.until("REDACT", "#lobby", id)).tags.get("label")).toBe("d");
	expect(await irc.roundTrip()).toEqual([]);
	expect(await other.roundTrip()).toEqual([]);
	place.mara.post(lobbyOf(place.mara).id, "not yours");
	const theirs = (await other.until("PRIVMSG", "#lobby", "not yours")).tags.get("msgid") ?? "";
	irc.send(`REDACT #lobby ${theirs}`);
	await irc.until("FAIL", "REDACT", "REDACT_FORBIDDEN", "#lobby", theirs);
});

test("what is said by NOTICE is said, to a person too, and nothing that fails is answered (RFC 2812 3.3.2)", async () => {
	using irc = await enter("Jun");
	using tom = await enter("Tom");
	irc.send("NOTICE nobody-at-all :x", "NOTICE #nowhere :x", "NOTICE", "NOTICE Tom :beep", "NOTICE #lobby :boop");
	await tom.until("NOTICE", "Tom", "beep");
	await until(() => textsOf(lobbyOf(place.mara)).includes("boop"), "the notice in the browser");
	expect(await irc.roundTrip()).toEqual([]);
});
