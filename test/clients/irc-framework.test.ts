import { expect, test } from "bun:test";
import { Client as Framework, type FrameworkMessage } from "irc-framework";
import { useBrowser } from "../browser/support/stage.ts";
import { eventually } from "../support/eventually.ts";
import { PASSWORD, signUp } from "../support/person.ts";
import { happens, isHere, showsTheSame } from "./same-as-browser.ts";

/** What the bots and the web clients that are built on irc-framework see and do. */
interface Bot extends AsyncDisposable {
	framework: Framework;
	/** As SASL has told it. */
	accounts: string[];
	joined: string[];
	/** Told of others, their own words echoed, and what is in a history. */
	live: FrameworkMessage[];
	histories: FrameworkMessage[][];
	/** Messages of several lines, line by line. */
	multiline: FrameworkMessage[][];
	members: Map<string, string[]>;
}

const inBrowser = useBrowser();

/** It passes over a batch that is inside another one: who wants whole histories goes without draft/multiline. */
async function comeIn(ircPort: number, ...capabilities: string[]): Promise<Bot> {
	const framework = new Framework();
	const accounts: string[] = [];
	const joined: string[] = [];
	const live: FrameworkMessage[] = [];
	const histories: FrameworkMessage[][] = [];
	const members = new Map<string, string[]>();
	let history: FrameworkMessage[] = [];
	let closed = false;
	framework.requestCap(["labeled-response", ...capabilities]);
	framework.on("loggedin", ({ account }) => accounts.push(account));
	framework.on("join", ({ nick, channel }) => void (nick === "Jun" && joined.push(channel)));
	framework.on("userlist", ({ channel, users }) => void members.set(channel, users.map(({ nick }) => nick).sort()));
	const multiline: FrameworkMessage[][] = [];
	let whole: FrameworkMessage[] = [];
	framework.on("message", (message) => {
		const { type } = message.batch ?? {};
		if (type === "draft/multiline") whole.push(message);
		else (type === "chathistory" ? history : live).push(message);
	});
	framework.on("batch end draft/multiline", () => {
		multiline.push(whole);
		whole = [];
	});
	framework.on("batch end chathistory", () => {
		histories.push(history);
		history = [];
	});
	framework.on("close", () => {
		closed = true;
	});
	framework.connect({
		host: "127.0.0.1",
		port: ircPort,
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
		multiline,
		members,
		async [Symbol.asyncDispose]() {
			framework.quit("gone");
			await eventually(() => closed, "the end of the connection");
		},
	};
}

const wordsOf = (messages: readonly FrameworkMessage[]) => messages.map(({ nick, message }) => `${nick}: ${message}`);

test(
	"irc-framework logs in by SASL, shows what a browser shows, its own lines too, and reads and sends several lines as one message",
	inBrowser(async ({ serve, newcomer }) => {
		const server = await serve({ args: ["--announce", "off", "--unlimited"] });
		const mara = await newcomer(server.url, "Mara");
		await signUp(server.url, "Jun");
		await using bot = await comeIn(server.ircPort, "draft/multiline");
		await isHere(mara, "Jun", true);
		expect(bot.accounts).toEqual(["Jun"]);
		expect(bot.joined).toEqual(["#lobby"]);
		expect(bot.members.get("#lobby")).toEqual(["Jun", "Mara"]);

		await mara.say("the tide is in");
		await eventually(() => bot.live.length === 1, "a message");
		expect(bot.live.map(({ account, target, tags }) => [account, target, "msgid" in tags])).toEqual([
			["Mara", "#lobby", true],
		]);
		await mara.say("look:\n```\nconst level = high;\n\nreturn level;\n```");
		await eventually(() => bot.multiline.length === 1, "several lines as one message");
		expect(bot.multiline[0]?.map(({ message }) => message)).toEqual([
			"look:",
			"```",
			"const level = high;",
			"",
			"return level;",
			"```",
		]);

		bot.framework.raw("BATCH +1 draft/multiline #lobby");
		for (const line of ["good to hear", "indeed"]) bot.framework.raw(`@batch=1 PRIVMSG #lobby :${line}`);
		bot.framework.raw("BATCH -1");
		await eventually(() => bot.multiline.length === 2, "its echo");
		bot.framework.say("#lobby", "one line\nand another");
		bot.framework.action("#lobby", "waves");
		await eventually(() => bot.live.length === 4, "the echoes");
		expect(bot.live.at(-1)).toMatchObject({ type: "action", message: "waves" });
		await mara.see("waves");
		expect(await mara.said()).toContain("Jun: good to hear\nindeed");
		const heard = [bot.live.slice(0, 1), ...bot.multiline, bot.live.slice(1)].flatMap(wordsOf);
		await showsTheSame(async () => withoutBlankLines(heard), mara);
	}),
);

test(
	"irc-framework parts, comes back, and its history of what it missed is what a browser shows",
	inBrowser(async ({ serve, newcomer }) => {
		const server = await serve({ args: ["--announce", "off", "--unlimited"] });
		const mara = await newcomer(server.url, "Mara");
		await signUp(server.url, "Jun");
		{
			await using bot = await comeIn(server.ircPort, "draft/chathistory");
			await mara.createRoom("charts");
			bot.framework.join("#charts");
			await eventually(() => bot.members.has("#charts"), "the room");
			await happens(mara, "Jun joined", 1);
			bot.framework.part("#charts");
			await happens(mara, "Jun left", 1);
			await mara.say("nobody hears this");
			bot.framework.join("#charts");
			await happens(mara, "Jun joined", 2);
			await mara.say("there you are");
			await eventually(() => bot.live.length === 1, "what was said after the return");
			expect(wordsOf(bot.live)).toEqual(["Mara: there you are"]);
		}
		await isHere(mara, "Jun", false);
		await mara.go("lobby");
		await mara.say("while you were out");
		await mara.say("two things:\nthis\nand that");
		await mara.see("and that");

		await using bot = await comeIn(server.ircPort, "draft/chathistory");
		await eventually(() => bot.members.has("#charts"), "the room of before");
		expect(bot.joined.toSorted()).toEqual(["#charts", "#lobby"]);
		expect(bot.live).toEqual([]);
		bot.framework.raw("CHATHISTORY", "LATEST", "#lobby", "*", "50");
		await eventually(() => bot.histories.length === 1, "the history");
		const history = bot.histories[0] ?? [];
		await showsTheSame(async () => wordsOf(history), mara);
		expect(wordsOf(history).at(-1)).toBe("Mara: and that");
	}),
);

/** As everywhere else on IRC. */
function withoutBlankLines(lines: readonly string[]): string[] {
	return lines.filter((line) => !line.endsWith(": "));
}
