import { afterAll, beforeAll, expect, test } from "bun:test";
import type { Client } from "../../src/client/client.ts";
import { RawIrcClient } from "../support/irc-client.ts";
import { type RunningParlour, startParlour } from "../support/parlour.ts";
import { connect, lobbyOf, PASSWORD, signUp, textsOf, until } from "../support/person.ts";

let server: RunningParlour;
let mara: Client;
beforeAll(async () => {
	server = await startParlour({ args: ["--unlimited", "--announce", "off", "--guests"] });
	mara = await connect(server.url, "Mara", await signUp(server.url, "Mara"));
	await signUp(server.url, "Jun");
	await signUp(server.url, "Robodan");
});
afterAll(async () => {
	mara.stop();
	await server[Symbol.asyncDispose]();
});

const enter = (name: string, ...capabilities: string[]) =>
	RawIrcClient.loggedIn(server.ircPort, name, PASSWORD, ...capabilities);

async function bot(...capabilities: string[]): Promise<RawIrcClient> {
	const client = await enter("Robodan", ...capabilities);
	client.send("MODE Robodan +B");
	await client.until("MODE", "Robodan", "+B");
	return client;
}

test("bot-mode, The BOT ISUPPORT token, RPL_WHOISBOT (335) and the WHO bot flag: B", async () => {
	using robodan = await bot();
	using jun = await enter("Jun");
	jun.send("VERSION");
	await jun.until("005");
	const tokens = (await jun.roundTrip()).flatMap(({ command, params }) => (command === "005" ? params : []));
	expect(tokens).toContain("BOT=B");
	jun.send("WHOIS Robodan");
	await jun.until("335", "Jun", "Robodan");
	jun.send("WHO Robodan");
	expect((await jun.until("352")).params[6]).toContain("B");
	robodan.send("MODE Robodan -B");
	await robodan.until("MODE", "Robodan", "-B");
	jun.send("WHOIS Robodan");
	await jun.until("311");
	expect((await jun.roundTrip()).some(({ command }) => command === "335")).toBe(false);
});

test("bot-mode, The bot tag: on all that a bot does, to those who take tags, and on nothing of anybody else", async () => {
	using robodan = await bot("message-tags", "echo-message");
	using jun = await enter("Jun", "message-tags", "setname");
	using plain = await enter("Jun");
	robodan.send("PRIVMSG #lobby :Hello! Try typing .help", "JOIN #robots", "@+typing=active TAGMSG #lobby");
	const said = await jun.until("PRIVMSG", "#lobby");
	expect([said.tags.has("bot"), said.tags.get("bot")]).toEqual([true, ""]);
	expect((await jun.until("TAGMSG", "#lobby")).tags.has("bot")).toBe(true);
	expect((await plain.until("PRIVMSG", "#lobby")).tags.size).toBe(0);
	expect((await robodan.until("PRIVMSG", "#lobby")).tags.has("bot")).toBe(true);
	robodan.send(`@+draft/reply=${said.tags.get("msgid")};+draft/react=👍 TAGMSG #lobby`, "SETNAME :Robo Dan");
	expect((await jun.until("TAGMSG", "#lobby")).tags.has("bot")).toBe(true);
	expect((await jun.until("SETNAME", "Robo Dan")).tags.has("bot")).toBe(true);

	mara.post(lobbyOf(mara).id, "no bot");
	await until(() => textsOf(lobbyOf(mara)).includes("no bot"), "the words of Mara");
	expect((await jun.until("PRIVMSG", "#lobby", "no bot")).tags.has("bot")).toBe(false);
	// Who has reacted to a bot's words is none.
	await robodan.roundTrip();
	jun.send(`@+draft/reply=${said.tags.get("msgid")};+draft/react=🎉 TAGMSG #lobby`);
	expect((await robodan.until("TAGMSG", "#lobby")).tags.has("bot")).toBe(false);
});

test("chghost: a guest who goes by another name has another user name in their mask too", async () => {
	const guest = async (nick: string, ...capabilities: string[]) => {
		const client = await RawIrcClient.connect(server.ircPort);
		client.send(
			"CAP LS 302",
			`CAP REQ :${capabilities.join(" ")}`,
			`NICK ${nick}`,
			`USER ${nick} 0 * :${nick}`,
			"CAP END",
		);
		await client.until("001");
		client.send("JOIN #pier");
		await client.until("366", /.*/, "#pier");
		return client;
	};
	using tim = await guest("Tim", "message-tags");
	using ola = await guest("Ola", "chghost");
	using ned = await guest("Ned", "message-tags");
	tim.send("NICK Tom");
	expect((await ola.until("NICK", "Tom")).source).toBe("Tim!Tim@parlour");
	const changed = await ola.until("CHGHOST");
	expect([changed.source, ...changed.params]).toEqual(["Tom!Tim@parlour", "Tom", "parlour"]);
	await ned.until("NICK", "Tom");
	expect((await ned.roundTrip()).some(({ command }) => command === "CHGHOST")).toBe(false);
});

test("draft/metadata-2: a guest hears of those who share a room with them, and of nobody else", async () => {
	using ola = await RawIrcClient.connect(server.ircPort);
	ola.send("CAP LS 302", "CAP REQ :draft/metadata-2", "NICK Ola2", "USER o 0 * :Ola", "CAP END");
	await ola.until("001");
	ola.send("METADATA * SUB colour", "JOIN #quay");
	await ola.until("366", /.*/, "#quay");
	using jun = await enter("Jun", "draft/metadata-2");
	using robodan = await enter("Robodan", "draft/metadata-2");
	jun.send("JOIN #quay");
	await jun.until("366", /.*/, "#quay");
	robodan.send("METADATA * SET colour :grey");
	await robodan.until("761");
	jun.send("METADATA * SET colour :blue");
	await jun.until("761");
	expect((await ola.until("METADATA")).params).toEqual(["Jun", "colour", "*", "blue"]);
});
