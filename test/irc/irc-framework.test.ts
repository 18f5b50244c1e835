import { afterAll, beforeAll, expect, test } from "bun:test";
import { Client as Framework, type FrameworkMessage } from "irc-framework";
import type { Client } from "../../src/client/client.ts";
import { eventually } from "../support/eventually.ts";
import { type RunningParlour, startParlour } from "../support/parlour.ts";
import { connect, lobbyOf, PASSWORD, signUp, textsOf, until } from "../support/person.ts";

/** What the bots and the web clients that are built on irc-framework see and do. */
interface Bot extends AsyncDisposable {
	framework: Framework;
	/** As SASL has told it. */
	accounts: string[];
	joined: string[];
	/** Told of others, their own words echoed, and what is in a history. */
	live: FrameworkMessage[];
	histories: FrameworkMessage[][];
	members: Map<string, string[]>;
}

let server: RunningParlour;
let mara: Client;
beforeAll(async () => {
	server = await startParlour({ args: ["--announce", "off", "--unlimited"] });
	mara = await connect(server.url, "Mara", await signUp(server.url, "Mara"));
	await signUp(server.url, "Jun");
});
afterAll(async () => {
	mara.stop();
	await server[Symbol.asyncDispose]();
});

async function comeIn(): Promise<Bot> {
	const framework = new Framework();
	const accounts: string[] = [];
	const joined: string[] = [];
	const live: FrameworkMessage[] = [];
	const histories: FrameworkMessage[][] = [];
	const members = new Map<string, string[]>();
	let history: FrameworkMessage[] = [];
	let closed = false;
	framework.requestCap(["draft/chathistory", "labeled-response"]);
	framework.on("loggedin", ({ account }) => accounts.push(account));
	framework.on("join", ({ nick, channel }) => void (nick === "Jun" && joined.push(channel)));
	framework.on("userlist", ({ channel, users }) => void members.set(channel, users.map(({ nick }) => nick).sort()));
	framework.on("message", (message) => (message.batch?.type === "chathistory" ? history : live).push(message));
	framework.on("batch end chathistory", () => {
		histories.push(history);
		history = [];
	});
	framework.on("close", () => {
		closed = true;
	});
	framework.connect({
		host: "127.0.0.1",
		port: server.ircPort,
		nick: "Jun",
		username: "jun",
		gecos: "Jun",
		account: { account: "Jun", password: PASSWORD },
		enable_echomessage: true,
		auto_reconnect: false,
	});
	await eventually(() => members.has("#lobby"), "the lobby and who is in it");
	return {
		framework,
		accounts,
		joined,
		live,
		histories,
		members,
		async [Symbol.asyncDispose]() {
			framework.quit("gone");
			await eventually(() => closed, "the end of the connection");
		},
	};
}

const wordsOf = (messages: readonly FrameworkMessage[]) => messages.map(({ nick, message }) => `${nick}: ${message}`);

test("irc-framework logs in by SASL, talks with a browser's client, reads its history, leaves and comes back", async () => {
	const lobby = lobbyOf(mara);
	{
		await using bot = await comeIn();
		await until(() => mara.online.value.size === 2, "Jun online");
		expect(bot.accounts).toEqual(["Jun"]);
		expect(bot.joined).toEqual(["#lobby"]);
		expect(bot.members.get("#lobby")).toEqual(["Jun", "Mara"]);

		mara.post(lobby.id, "the tide is in\nand so are we");
		await eventually(() => bot.live.length === 2, "both lines of one message");
		expect(wordsOf(bot.live)).toEqual(["Mara: the tide is in", "Mara: and so are we"]);
		expect(bot.live.map(({ account, target }) => [account, target])).toEqual([
			["Mara", "#lobby"],
			["Mara", "#lobby"],
		]);
		expect(bot.live.map(({ tags }) => tags["msgid"] !== undefined)).toEqual([true, false]);

		bot.framework.say("#lobby", "good to hear\nindeed");
		bot.framework.action("#lobby", "waves");
		await until(() => textsOf(lobby).length === 4, "the answers");
		expect(textsOf(lobby)).toEqual(["the tide is in\nand so are we", "good to hear", "indeed", "/me waves"]);
		await eventually(() => bot.live.length === 5, "the echoes");
		expect(bot.live.slice(2).map(({ message, type }) => [message, type])).toEqual([
			["good to hear", "privmsg"],
			["indeed", "privmsg"],
			["waves", "action"],
		]);

		bot.framework.join("#charts");
		await eventually(() => bot.members.has("#charts"), "the room that was made");
		expect((await mara.directory()).map(({ name }) => name)).toContain("charts");
	}
	await until(() => mara.online.value.size === 1, "Jun gone");
	mara.post(lobby.id, "while you were out");
	await until(() => textsOf(lobby).length === 5, "what was said meanwhile");

	await using bot = await comeIn();
	await eventually(() => bot.members.has("#charts"), "the room of before");
	expect(bot.joined.toSorted()).toEqual(["#charts", "#lobby"]);
	expect(bot.live).toEqual([]);
	bot.framework.raw("CHATHISTORY", "LATEST", "#lobby", "*", "50");
	await eventually(() => bot.histories.length === 1, "the history");
	// What a browser shows, line by line and in its order.
	const shown = lobby.messages.value.flatMap(({ kind, author, body }) =>
		kind === "text" ? body.split("\n").map((line) => `${author?.name}: ${line.replace(/^\/me /, "")}`) : [],
	);
	expect(wordsOf(bot.histories[0] ?? [])).toEqual(shown);
	expect(shown.at(-1)).toBe("Mara: while you were out");
	bot.framework.part("#charts");
	await eventually(async () => {
		const charts = (await mara.directory()).find(({ name }) => name === "charts");
		return charts?.members === 0;
	}, "Jun out of the room for good");
});
