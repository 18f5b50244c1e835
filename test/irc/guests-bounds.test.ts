import { afterAll, beforeAll, expect, test } from "bun:test";
import { answers, RawIrcClient } from "../support/irc-client.ts";
import { type RunningParlour, startParlour } from "../support/parlour.ts";
import { PASSWORD, signUp } from "../support/person.ts";

let server: RunningParlour;
let mara: RawIrcClient;
beforeAll(async () => {
	server = await startParlour({ args: ["--guests", "--unlimited"] });
	await signUp(server.url, "Mara");
	mara = await RawIrcClient.loggedIn(server.ircPort, "Mara", PASSWORD, "server-time", "batch", "draft/chathistory");
});
afterAll(async () => {
	mara[Symbol.dispose]();
	await server[Symbol.asyncDispose]();
});

async function guest(nick: string, ...capabilities: string[]): Promise<RawIrcClient> {
	const client = await RawIrcClient.connect(server.ircPort);
	client.send("CAP LS 302", `CAP REQ :${capabilities.join(" ")}`, `NICK ${nick}`, `USER ${nick} 0 * :${nick}`);
	client.send("CAP END");
	await client.until("001", nick);
	await client.roundTrip();
	return client;
}

test("guests and people with accounts do not write to one another in private: 531, and nothing for a NOTICE", async () => {
	using ann = await guest("Ann");
	ann.send("PRIVMSG Mara :psst");
	await ann.until("531", "Ann", "Mara", /Guests talk in public rooms/);
	mara.send("PRIVMSG Ann :psst");
	await mara.until("531", "Mara", "Ann", /guests are in public rooms only/);
	ann.send("NOTICE Mara :psst");
	const commands = [...(await ann.roundTrip()), ...(await mara.roundTrip())].map(({ command }) => command);
	for (const command of ["531", "FAIL", "PRIVMSG", "NOTICE"]) expect(commands).not.toContain(command);
});

test("guests write to one another, and nothing of it is kept (RFC 2812 3.3.1)", async () => {
	using cleo = await guest("Cleo", "draft/multiline", "batch", "echo-message", "message-tags");
	using dan = await guest("Dan", "message-tags", "draft/chathistory", "batch");
	await answers(dan, "AWAY :at lunch");
	expect(await answers(cleo, "PRIVMSG dan :*psst*", "NOTICE Dan :quietly", "PRIVMSG Cleo :note")).toEqual([
		"PRIVMSG Dan *psst*",
		"301 Cleo Dan at lunch",
		"NOTICE Dan quietly",
		"PRIVMSG Cleo note",
		"PRIVMSG Cleo note",
	]);
	cleo.send("BATCH +1 draft/multiline Dan", "@batch=1 PRIVMSG Dan :one", "@batch=1 PRIVMSG Dan :two", "BATCH -1");
	await cleo.until("301", "Cleo", "Dan");
	for (const [command, text] of [
		["PRIVMSG", "*psst*"],
		["NOTICE", "quietly"],
		["PRIVMSG", "one"],
		["PRIVMSG", "two"],
	] as const) {
		expect((await dan.until(command, "Dan", text)).source).toStartWith("Cleo!");
	}
	expect(await answers(cleo, `PRIVMSG Dan :${"x".repeat(490)}`)).toEqual([
		"417 Cleo Input line was too long, with your name before it",
	]);
	expect(await answers(dan)).toEqual([]);
	const history = await answers(dan, "CHATHISTORY LATEST Cleo * 10");
	expect(history.join()).not.toContain("psst");
	expect((await answers(dan, "PRIVMSG Nobody :there?"))[0]).toStartWith("401 Dan Nobody ");
});

test("draft/multiline from guest to guest: lines go as they were cut, and long client-only tags with the first alone", async () => {
	using eve = await guest("Eve", "draft/multiline", "batch", "message-tags");
	using flo = await guest("Flo", "message-tags");
	const [long, longer] = ["x".repeat(300), "y".repeat(300)];
	eve.send(
		`@+long=${"z".repeat(3000)} BATCH +1 draft/multiline Flo`,
		`@batch=1 PRIVMSG Flo :${long}`,
		`@batch=1;draft/multiline-concat PRIVMSG Flo :${longer}`,
		"@batch=1 PRIVMSG Flo :",
		"@batch=1 PRIVMSG Flo :end",
		"BATCH -1",
	);
	expect(await answers(eve)).toEqual([]);
	const lines = await flo.roundTrip();
	expect(lines.map(({ params, tags }) => [params[1], tags.get("+long")?.length])).toEqual([
		[long, 3000],
		[longer, undefined],
		["end", undefined],
	]);
});

test("a guest comes into no private room, by JOIN or INVITE, nor sees it", async () => {
	using bob = await guest("Bob");
	mara.send("JOIN #den", "MODE #den +i", "MODE #den +I *", "PRIVMSG #den :secret", "INVITE Bob #den");
	await mara.until("482", "Mara", "#den");
	bob.send("JOIN #den");
	await bob.until("473", "Bob", "#den");
	for (const [line, numeric] of [
		["NAMES #den", "366"],
		["LIST", "323"],
		["WHOIS Mara", "318"],
	] as const) {
		bob.send(line);
		await bob.until(numeric);
	}
	bob.send("LIST", "WHO #den", "NAMES #den", "WHOIS Mara", "PRIVMSG #den :in?");
	const lines = await bob.roundTrip();
	expect(lines.filter(({ command }) => ["322", "352", "353", "319"].includes(command)).flat()).toSatisfy(
		(shown: { params: readonly string[] }[]) => shown.every(({ params }) => !params.some((p) => p.includes("#den"))),
	);
	expect(lines.some(({ command }) => command === "404")).toBe(true);
});

test("a guest makes no room private, and is out of one that becomes so", async () => {
	using cy = await guest("Cy");
	cy.send("JOIN #cys");
	await cy.until("366", "Cy", "#cys");
	cy.send("MODE #cys +i");
	await cy.until("482", "Cy", "#cys");
	mara.send("JOIN #cys");
	await mara.until("366", "Mara", "#cys");
	mara.send("MODE #cys +i");
	await cy.until("KICK", "#cys", "Cy", /private/);
	cy.send("PRIVMSG #cys :still in?");
	await cy.until("404", "Cy", "#cys");
});

test("the history of a room that a guest has left is not theirs any more", async () => {
	using dee = await guest("Dee", "server-time", "batch", "draft/chathistory");
	dee.send("JOIN #past");
	await dee.until("366", "Dee", "#past");
	dee.send("PRIVMSG #past :before", "CHATHISTORY LATEST #past * 10");
	await dee.until("PRIVMSG", "#past", "before");
	dee.send("PART #past");
	await dee.until("PART", "#past");
	dee.send("CHATHISTORY LATEST #past * 10");
	await dee.until("FAIL", "CHATHISTORY");
	dee.send("CHATHISTORY TARGETS timestamp=2000-01-01T00:00:00.000Z timestamp=2100-01-01T00:00:00.000Z 50");
	const targets = (await dee.roundTrip()).filter(({ params }) => params[0] === "TARGETS" || params[1] === "#past");
	expect(targets).toEqual([]);
});

test("with the server's word a guest gives that word, and no other", async () => {
	await using guarded = await startParlour({ args: ["--guests", "--irc-password", "harbour"] });
	using none = await RawIrcClient.connect(guarded.ircPort);
	none.send("NICK Eve", "USER eve 0 * :Eve");
	await none.until("464");
	await none.end();
	using eve = await RawIrcClient.connect(guarded.ircPort);
	eve.send("PASS harbour", "NICK Eve", "USER eve 0 * :Eve");
	await eve.until("001", "Eve");
	using wrong = await RawIrcClient.connect(guarded.ircPort);
	wrong.send("PASS harbour:Eve:nothing", "NICK Fay", "USER fay 0 * :Fay");
	await wrong.until("464");
});
