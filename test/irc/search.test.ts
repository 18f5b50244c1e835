import { afterAll, beforeAll, expect, test } from "bun:test";
import type { Client } from "../../src/client/client.ts";
import { eventually } from "../support/eventually.ts";
import { RawIrcClient } from "../support/irc-client.ts";
import { type RunningParlour, startParlour } from "../support/parlour.ts";
import { connect, lobbyOf, newPerson, PASSWORD, signUp, textsOf, until } from "../support/person.ts";

const SEARCH = ["soju.im/search", "batch", "message-tags", "server-time", "standard-replies"];

let server: RunningParlour;
let mara: Client;
beforeAll(async () => {
	server = await startParlour({ args: ["--unlimited", "--announce", "off"] });
	mara = await connect(server.url, "Mara", await signUp(server.url, "Mara"));
	await signUp(server.url, "Jun");
	const lobby = lobbyOf(mara);
	for (const text of ["fast boats", "slow tides", "fast tides; faster boats"]) {
		mara.post(lobby.id, text);
		await until(() => textsOf(lobby).includes(text), text);
	}
	// What is said is found a moment later.
	await eventually(async () => (await mara.search("boats")).items.length === 2, "all that is to be found");
});
afterAll(async () => {
	mara.stop();
	await server[Symbol.asyncDispose]();
});

const enter = (...capabilities: string[]) => RawIrcClient.loggedIn(server.ircPort, "Jun", PASSWORD, ...capabilities);

async function found(client: RawIrcClient, attributes: string): Promise<string[]> {
	client.send(`SEARCH ${attributes}`);
	const begin = await client.until("BATCH", /^\+/, "soju.im/search");
	const lines = await client.roundTrip();
	expect(
		lines.some(({ command, params }) => command === "BATCH" && params[0] === `-${begin.params[0]?.slice(1)}`),
	).toBe(true);
	const messages = lines.filter(({ tags }) => tags.get("batch") === begin.params[0]?.slice(1));
	for (const { tags } of messages) expect([tags.has("msgid"), tags.has("time")]).toEqual([true, true]);
	return messages.map(({ command, params, source }) => `${source?.split("!")[0]} ${command} ${params.join(" ")}`);
}

test("soju.im/search, Examples: by text, by whom, where and when, the oldest first, and an empty batch for nothing", async () => {
	using jun = await enter(...SEARCH);
	expect(await found(jun, "text=fast;in=#lobby;limit=2")).toEqual([
		"Mara PRIVMSG #lobby fast boats",
		"Mara PRIVMSG #lobby fast tides; faster boats",
	]);
	expect(await found(jun, "from=mara;in=#lobby;limit=1")).toEqual(["Mara PRIVMSG #lobby fast tides; faster boats"]);
	expect(await found(jun, "text=slow\\stides")).toEqual(["Mara PRIVMSG #lobby slow tides"]);
	expect(await found(jun, "before=2010-01-01T00:00:00.000Z;in=#lobby")).toEqual([]);
	expect(await found(jun, "after=2010-01-01T00:00:00.000Z;text=boats")).toHaveLength(2);
	expect(await found(jun, "from=nobody")).toEqual([]);
	expect(await found(jun, "from=Jun")).toEqual([]);
	expect(await found(jun, "text=fast;in=#nowhere")).toEqual([]);
});

test("soju.im/search, Standard search attributes: both times are included", async () => {
	using jun = await enter(...SEARCH, "draft/chathistory");
	jun.send("CHATHISTORY LATEST #lobby * 3");
	await jun.until("BATCH", /^\+/, "chathistory");
	const times = (await jun.roundTrip()).flatMap(({ command, tags }) => (command === "PRIVMSG" ? tags.get("time") : []));
	expect(times).toHaveLength(3);
	const all = await found(jun, `after=${times[0]};before=${times[2]}`);
	expect(all).toHaveLength(3);
});

test("what is said in rooms that one is not in is never found", async () => {
	const tom = await newPerson(server.url, "Tom");
	try {
		const hidden = await tom.createRoom({ name: "cellar", visibility: "private" });
		tom.post(hidden.id, "fast and secret");
		await eventually(async () => (await tom.search("secret")).items.length === 1, "the secret, by who is in");
		using jun = await enter(...SEARCH);
		expect(await found(jun, "text=secret")).toEqual([]);
		expect(await found(jun, "text=secret;in=#cellar")).toEqual([]);
		expect(await found(jun, "text=in:cellar\\sfast")).toEqual([]);
		expect(await found(jun, "from=Tom")).toEqual([]);
	} finally {
		tom.stop();
	}
});

test("soju.im/search, Errors: what is no number, no time or without the capability is refused", async () => {
	using jun = await enter(...SEARCH);
	jun.send("SEARCH limit=many", "SEARCH text=a;after=yesterday");
	await jun.until("FAIL", "SEARCH", "INVALID_PARAMS", "limit");
	await jun.until("FAIL", "SEARCH", "INVALID_PARAMS", "after");
	using plain = await enter("batch");
	plain.send("SEARCH text=fast");
	await plain.until("FAIL", "SEARCH", "INVALID_PARAMS");
});
