import { expect, setDefaultTimeout, test } from "bun:test";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { ClassicClient, passwordDigest } from "../support/classic-client.ts";
import { RawIrcClient } from "../support/irc-client.ts";
import { type RunningParlour, startParlour } from "../support/parlour.ts";
import { lobbyOf, newPerson, postJson, textsOf, until } from "../support/person.ts";
import { runChat } from "../terminal/support/script.ts";
import { seat } from "../terminal/support/terminal.ts";
import { done } from "./support/command.ts";
import { makeFolder } from "./support/folders.ts";
import { everythingIn, lobbyIn } from "./support/stored.ts";

setDefaultTimeout(120_000);

/** Whom the old application brings along, and somebody whose name json.dump escapes. */
const PEOPLE = [
	{ name: "guest", password: "guest123" },
	{ name: "नमिता", password: "मेरा पासवर्ड" },
];

/** The old application's folder, byte for byte as its server writes it: json.dump on one line, the chat, a day's log. */
async function makeOldFolder(folder: string): Promise<void> {
	const escaped = (text: string) =>
		[...JSON.stringify(text)]
			.map((char) => (char <= "\u007e" ? char : `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`))
			.join("");
	const entries = PEOPLE.map(({ name, password }) => `${escaped(name)}: "${passwordDigest(password)}"`);
	await mkdir(join(folder, "database/backup"), { recursive: true });
	await Bun.write(join(folder, "database/userbase.json"), `{${entries.join(", ")}}`);
	await Bun.write(
		join(folder, "database/backup/chat_backup.txt"),
		[
			"<0000>guest has joined the chat! [09:00]",
			"<0001>[guest]: hello? [09:01]",
			"<0001>anybody there? [09:02]",
			"<0000>नमिता has joined the chat! [09:03]",
			"<0001>[नमिता]: नमस्ते [09:03]",
			"<0000>guest has left the chat. [09:04]",
			"",
		].join("\n"),
	);
	await Bun.write(
		join(folder, "logfiles/log_2022_04_02.txt"),
		[
			"[08:59:58.120001]:127.0.0.1:50412 has connected.",
			"[08:59:58.220120]:<QUERY>: query length received",
			"[08:59:58.220220]:<QUERY>: query received",
			"[08:59:58.220320]:<QUERY>:Login Request by <127.0.0.1:50412>",
			"[08:59:59.100000]:<LOGIN>:<guest> is attempting to login",
			"[09:00:00]:<LOGIN>:<guest> successfully logged in",
			"[09:00:00.001000]:<BROADCAST> Broadcasting Selectively",
			"[09:00:00.002000]:Loading Chats for <guest>",
			"[09:00:00.004000]:<BROADCAST> By Server",
			"[09:01:10.500000]:<BROADCAST> By User",
			"[09:02:10.500000]:<BROADCAST> By User",
			"[09:03:00.100000]:<LOGIN>:<नमिता> successfully logged in",
			"[09:03:00.104000]:<BROADCAST> By Server",
			"[09:03:50.104000]:<BROADCAST> By User",
			"[09:04:00.104000]:<BROADCAST> By Server",
			"[09:05:00.000001]:<INPUT>:<EXIT>",
			"[09:05:00.000101]:<SYSTEM>:Closing Server. Aborting!",
			"",
		].join("\n"),
	);
}

/** By each of the four ways: in with the password of before, to read what was said then and to say something. */
async function comesBack(
	server: RunningParlour,
	{ name, password }: (typeof PEOPLE)[number],
	heard: (text: string) => Promise<void>,
): Promise<void> {
	const login = await postJson(server.url, "/api/login", { name, password });
	expect(await login.json()).toMatchObject({ account: { name } });
	for (const wrong of [passwordDigest(password), `${password} `]) {
		expect((await postJson(server.url, "/api/login", { name, password: wrong })).status).toBe(401);
	}

	using classic = await ClassicClient.connect(server.classicPort);
	expect(await classic.logIn(name, password)).toBe("<SYSTEM>Y");
	const history = await classic.until(({ text }) => text.startsWith("**** Welcome"));
	expect(history.map(({ text }) => text)).toContain("[guest]: hello?");
	classic.say(`${name} by the old client`);
	await heard(`${name} by the old client`);

	using irc = await RawIrcClient.connect(server.ircPort);
	irc.send(`PASS :${name}:${password}`, `NICK ${name}`, `USER ${name} 0 * :${name}`);
	await irc.until("001");
	await irc.roundTrip();
	irc.send(`PRIVMSG #lobby :${name} by IRC`);
	await heard(`${name} by IRC`);

	await using terminal = await seat(server.url, name, { env: { PARLOUR_PASSWORD: password } });
	await terminal.sees("hello?");
	await terminal.enter(`${name} by the terminal`);
	await heard(`${name} by the terminal`);
	const script = await runChat([server.url, "--user", name], {
		input: `${name} by a script\n`,
		env: { PARLOUR_PASSWORD: password },
	});
	expect(script).toMatchObject({ code: 0, err: "" });
}

test("whoever moved in logs in with the password of before by web, classic client, IRC and terminal", async () => {
	await using folder = await makeFolder();
	const [old, data] = [folder.at("old"), folder.at("data")];
	await makeOldFolder(old);
	expect(await done("import", "classic", old, "--data", data)).toContain("Accounts: 2 new");
	expect(lobbyIn(data).map(({ at, who, event, body }) => [at, who, event ?? body])).toEqual([
		["2022-04-02 09:00", "guest", "arrived"],
		["2022-04-02 09:01", "guest", "hello?"],
		["2022-04-02 09:02", "guest", "anybody there?"],
		["2022-04-02 09:03", "नमिता", "arrived"],
		["2022-04-02 09:03", "नमिता", "नमस्ते"],
		["2022-04-02 09:04", "guest", "departed"],
	]);
	const before = everythingIn(data);
	expect(await done("import", "classic", old, "--data", data)).toContain("Nothing is new");
	expect(everythingIn(data)).toEqual(before);

	await using server = await startParlour({ data, args: ["--announce", "off"] });
	const watcher = await newPerson(server.url, "watcher");
	const lobby = lobbyOf(watcher);
	const heard = (text: string) => until(() => textsOf(lobby).includes(text), text);
	for (const person of PEOPLE) await comesBack(server, person, heard);
	const ways = ["the old client", "IRC", "the terminal", "a script"];
	const all = PEOPLE.flatMap(({ name }) => ways.map((way) => `${name} by ${way}`));
	await heard(all.at(-1) ?? "");
	expect(textsOf(lobby).slice(3)).toEqual(all);
	watcher.stop();
});
