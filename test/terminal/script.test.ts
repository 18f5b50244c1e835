import { expect, setDefaultTimeout, test } from "bun:test";
import { makeDataFolder, startParlour } from "../support/parlour.ts";
import { lobbyOf, newPerson, signUp, textsOf, until } from "../support/person.ts";
import { runChat, spawnChat } from "./support/script.ts";
import { makeHome } from "./support/terminal.ts";

setDefaultTimeout(60_000);

test("what is piped in is said in the room, line by line, and the end waits until all of it is acknowledged", async () => {
	await using server = await startParlour({ args: ["--unlimited"] });
	const ben = await newPerson(server.url, "ben");
	const builds = await ben.createRoom({ name: "builds", visibility: "public", topic: "" });
	await signUp(server.url, "ci");
	const lines = Array.from({ length: 120 }, (_, n) => `line ${n + 1}`);
	const args = ["127.0.0.1", String(server.port), "--user", "ci", "--room", "builds"];
	const refused = await runChat(args, { input: "done\n" });
	expect(refused).toEqual({
		code: 4,
		out: "",
		err: "parlour: Cannot go to room builds: you are not in it, and --join joins it\n",
	});
	const { code, err } = await runChat([...args, "--join"], { input: `${lines.join("\n")}\n\n` });
	expect({ code, err }).toEqual({ code: 0, err: "" });
	await ben.open(builds);
	await ben.loadOlder(builds, 200);
	expect(textsOf(builds)).toEqual(lines);
	ben.stop();
});

test("what others say comes out, one message a line, also as JSON; what it says itself does not", async () => {
	await using server = await startParlour({ args: ["--announce", "off"] });
	const ben = await newPerson(server.url, "ben");
	await signUp(server.url, "ci");
	await using home = await makeHome();
	const plain = spawnChat([server.url, "--user", "ci", "--follow"], home.path);
	plain.stdin.write("from plain\n");
	plain.stdin.flush();
	await until(() => textsOf(lobbyOf(ben)).length === 1, "from plain");
	const json = spawnChat([server.url, "--user", "ci", "--json", "--follow"], home.path);
	json.stdin.write("from json\n");
	json.stdin.flush();
	await until(() => textsOf(lobbyOf(ben)).length === 2, "from json");
	ben.post(lobbyOf(ben).id, "two\nlines \u202Eevil");
	ben.post(lobbyOf(ben).id, "the end");

	const read = async (stream: ReadableStream<Uint8Array>) => {
		let text = "";
		const decoder = new TextDecoder();
		for await (const chunk of stream) {
			text += decoder.decode(chunk, { stream: true });
			if (text.includes("the end") && text.endsWith("\n")) break;
		}
		return text.trimEnd().split("\n");
	};
	const lines = await read(plain.stdout);
	expect(lines.map((line) => line.replace(/^\d\d:\d\d /, ""))).toEqual([
		"ci: from json",
		"ben: two ⏎ lines evil",
		"ben: the end",
	]);
	const objects = (await read(json.stdout)).map((line) => JSON.parse(line));
	expect(objects.map(({ author, body, room }) => ({ author, body, room }))).toEqual([
		{ author: "ben", body: "two\nlines \u202Eevil", room: "lobby" },
		{ author: "ben", body: "the end", room: "lobby" },
	]);
	for (const child of [plain, json]) {
		child.kill();
		await child.exited;
	}
	ben.stop();
});

test("that others come is a line, and that one came oneself is none", async () => {
	await using server = await startParlour();
	const ben = await newPerson(server.url, "ben");
	await signUp(server.url, "ci");
	await using home = await makeHome();
	const child = spawnChat([server.url, "--user", "ci", "--follow"], home.path);
	const came = () =>
		lobbyOf(ben).messages.value.some(({ event, author }) => event === "arrived" && author?.name === "ci");
	await until(came, "ci comes");
	child.stdin.write("I am here\n");
	child.stdin.flush();
	await until(() => textsOf(lobbyOf(ben)).includes("I am here"), "it listens");
	const cara = await newPerson(server.url, "cara");
	cara.post(lobbyOf(cara).id, "the end");
	let out = "";
	for await (const chunk of child.stdout) {
		out += new TextDecoder().decode(chunk);
		if (out.includes("the end")) break;
	}
	expect(out.replaceAll(/^\d\d:\d\d /gm, "")).toBe("* cara has joined the chat\ncara: the end\n");
	child.kill();
	await child.exited;
	for (const client of [ben, cara]) client.stop();
});

test("the exit code says what failed, and one line why", async () => {
	await using server = await startParlour({ args: ["--max-body", "100"] });
	await signUp(server.url, "ci");
	await signUp(server.url, "other");
	const to = (...args: string[]) => [server.url, "--user", "ci", ...args];
	const cases: [args: string[], env: Record<string, string>, input: string, code: number, err: RegExp][] = [
		[to(), {}, "", 0, /^$/],
		[to("--frobnicate"), {}, "", 1, /^parlour: Unknown option '--frobnicate'.*\n$/],
		[["127.0.0.1", "nine"], {}, "", 1, /^parlour: Cannot read the port nine.*\n$/],
		[to("--thread", "x"), {}, "", 1, /^parlour: Cannot read the thread x.*\n$/],
		[[server.url], {}, "", 1, /^parlour: Without a terminal, --user NAME is needed.*\n$/],
		[
			["127.0.0.1", "1", "--user", "ci"],
			{},
			"",
			2,
			/^parlour: Cannot reach http:\/\/127.0.0.1:1: nothing listens there.*\n$/,
		],
		[
			["127.0.0.1", String(server.classicPort), "--user", "ci"],
			{},
			"",
			2,
			/something else than Parlour answers there.*\n$/,
		],
		[["no-such-host.invalid", "--user", "ci"], {}, "", 2, /^parlour: Cannot reach .*\n$/],
		[to(), { PARLOUR_PASSWORD: "wrong" }, "", 3, /^parlour: Cannot log in: wrong name or password\n$/],
		[to(), { PARLOUR_PASSWORD: "" }, "", 3, /^parlour: Cannot log in as ci: no session of before.*\n$/],
		[to("--room", "nowhere"), {}, "hello\n", 4, /^parlour: Cannot go to room nowhere: it does not exist.*\n$/],
		[
			to(),
			{},
			`fine\n${"x".repeat(101)}\nfine too\n`,
			5,
			/^parlour: Not sent: x+….*101 characters, and 100 are the most.*\n$/,
		],
	];
	for (const [args, env, input, code, err] of cases) {
		const outcome = await runChat(args, { env, input });
		expect({ args, code: outcome.code, err: outcome.err }).toEqual({ args, code, err: expect.stringMatching(err) });
	}
});

test("a server of another version is told apart by code 6, and something that is no Parlour by code 2", async () => {
	using future = Bun.serve({
		port: 0,
		fetch: () => Response.json({ name: "Far", version: "9.0.0", protocol: 99, signUp: "open", empty: false }),
	});
	using stranger = Bun.serve({ port: 0, fetch: () => new Response("<h1>It works!</h1>") });
	const newer = await runChat([`http://127.0.0.1:${future.port}`, "--user", "ci"]);
	expect(newer.code).toBe(6);
	expect(newer.err).toMatch(/speaks version 99 of the protocol, and this program 1. Update this program\n$/);
	const other = await runChat([`http://127.0.0.1:${stranger.port}`, "--user", "ci"]);
	expect(other.code).toBe(2);
	expect(other.err).toMatch(/something else than Parlour answers there. Check the port, and whether it wants --tls\n$/);
});

test("a server that is killed in the middle and comes back gets every line once, in order", async () => {
	const data = await makeDataFolder();
	const first = await startParlour({ data });
	const ben = await newPerson(first.url, "ben");
	await signUp(first.url, "ci");
	await using home = await makeHome();
	const child = spawnChat([first.url, "--user", "ci"], home.path);
	child.stdin.write("one\ntwo\n");
	child.stdin.flush();
	await until(() => textsOf(lobbyOf(ben)).length === 2, "two lines");
	ben.stop();
	await first.kill();
	child.stdin.write("three\nfour\n");
	await child.stdin.end();
	await using second = await startParlour({ data, port: first.port, classicPort: first.classicPort });
	expect(await child.exited).toBe(0);
	const cara = await newPerson(second.url, "cara");
	expect(textsOf(lobbyOf(cara))).toEqual(["one", "two", "three", "four"]);
	cara.stop();
});

test("a script that logs in by its password leaves no session behind", async () => {
	await using server = await startParlour();
	await signUp(server.url, "ci");
	await using home = await makeHome();
	await runChat([server.url, "--user", "ci"], { home: home.path, input: "hello\n" });
	expect((await runChat([server.url, "--user", "ci"], { home: home.path, env: { PARLOUR_PASSWORD: "" } })).code).toBe(
		3,
	);
});

test("a kick ends it with code 3", async () => {
	await using server = await startParlour();
	await signUp(server.url, "ci");
	const ben = await newPerson(server.url, "ben");
	await using home = await makeHome();
	const child = spawnChat([server.url, "--user", "ci", "--follow"], home.path);
	await until(
		() => lobbyOf(ben).messages.value.some(({ event, author }) => event === "arrived" && author?.name === "ci"),
		"ci comes",
	);
	server.type("kick ci");
	expect(await child.exited).toBe(3);
	ben.stop();
});
