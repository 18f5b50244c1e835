import { afterAll, beforeAll, expect, test } from "bun:test";
import { answers, RawIrcClient } from "../support/irc-client.ts";
import { type RunningParlour, startParlour } from "../support/parlour.ts";

let server: RunningParlour;
beforeAll(async () => {
	server = await startParlour({ args: ["--guests", "--unlimited"] });
});
afterAll(() => server[Symbol.asyncDispose]());

async function guest(nick: string): Promise<RawIrcClient> {
	const client = await RawIrcClient.connect(server.ircPort);
	client.send(`NICK ${nick}`, "USER username 0 * :Realname");
	await client.until("001", nick);
	await client.roundTrip();
	return client;
}

test("a guest who makes a room moderates it: voice, ban and KICK of guests (Modern IRC, KICK and MODE messages)", async () => {
	using op = await guest("chanop");
	using bar = await guest("bar");
	expect(await answers(op, "JOIN #chan")).toContain("353 chanop = #chan @chanop");
	expect(await answers(bar, "JOIN #chan")).toContain("353 bar = #chan bar @chanop");
	await op.roundTrip();
	expect(await answers(op, "MODE #chan +mv bar")).toEqual(["MODE #chan +mv bar"]);
	expect(await answers(bar, "NICK baz", "PRIVMSG #chan :still heard")).toContain("NICK baz");
	await op.until("NICK", "baz");
	await op.until("PRIVMSG", "#chan", "still heard");
	expect(await answers(op, "NAMES #chan")).toContain("353 chanop = #chan +baz @chanop");
	expect(await answers(op, "WHOIS baz")).toContain("319 chanop baz +#chan");
	expect(await answers(op, "MODE #chan +b baz!*@*", "KICK #chan baz")).toEqual([
		"MODE #chan +b baz!*@*",
		"KICK #chan baz chanop",
	]);
	await bar.until("KICK", "#chan", "baz", "chanop");
	expect((await answers(bar, "JOIN #chan"))[0]).toStartWith("474 baz #chan ");
	// Guests are in public rooms only.
	expect((await answers(op, "MODE #chan +i"))[0]).toStartWith("482 chanop #chan ");
});

test("WHOWAS tells of guests who are gone, the last one first, and at most as many as are asked for (Modern IRC, WHOWAS message)", async () => {
	using asking = await guest("asking");
	for (let time = 0; time < 2; time++) {
		using gone = await guest("gone");
		// Their going is told to who shares a room with them.
		for (const client of [asking, gone]) await answers(client, "JOIN #seen");
		gone.send("QUIT :bye");
		expect((await asking.until("QUIT")).source).toStartWith("gone!");
		await gone.end();
	}
	const one = ["314 asking gone username parlour * Realname", "312 asking gone parlour Parlour"];
	const end = "369 asking gone End of WHOWAS";
	expect(await answers(asking, "WHOWAS gone")).toEqual([...one, ...one, end]);
	expect(await answers(asking, "WHOWAS gone 1")).toEqual([...one, end]);
	expect(await answers(asking, "WHOWAS gone -1")).toEqual([...one, ...one, end]);
	expect(await answers(asking, "WHOWAS asking")).toEqual([
		"406 asking asking There was no such nickname",
		"369 asking asking End of WHOWAS",
	]);
	await answers(asking, "NICK renamed");
	expect(await answers(asking, "WHOWAS ASKING")).toContain("314 renamed asking username parlour * Realname");
});
