import { afterAll, beforeAll, expect, test } from "bun:test";
import * as v from "valibot";
import type { Client } from "../../src/client/client.ts";
import { newAppPasswordReply } from "../../src/protocol/app-passwords.ts";
import { RawIrcClient } from "../support/irc-client.ts";
import { type RunningParlour, startParlour } from "../support/parlour.ts";
import { connect, lobbyOf, PASSWORD, signUp, until } from "../support/person.ts";

let server: RunningParlour;
let mara: Client;
const tokens = new Map<string, string>();
beforeAll(async () => {
	server = await startParlour({ args: ["--unlimited", "--announce", "off", "--max-file", "1"] });
	for (const name of ["Mara", "Jun", "Tom"]) tokens.set(name, await signUp(server.url, name));
	mara = await connect(server.url, "Mara", tokens.get("Mara") ?? "");
});
afterAll(async () => {
	mara.stop();
	await server[Symbol.asyncDispose]();
});

const basic = (name: string, password: string) => `Basic ${Buffer.from(`${name}:${password}`).toString("base64")}`;

/** Where the client that is logged in is told to upload. */
async function endpointOf(client: RawIrcClient): Promise<string> {
	client.send("VERSION");
	for (;;) {
		const { params } = await client.until("005");
		const token = params.find((param) => param.startsWith("soju.im/FILEHOST="));
		if (token) return token.slice("soju.im/FILEHOST=".length);
	}
}

function upload(endpoint: string, headers: Record<string, string>, body = "the tide table"): Promise<Response> {
	return fetch(endpoint, { method: "POST", headers: { "Content-Type": "text/plain", ...headers }, body });
}

/** What somebody is answered who opens a link, logged in as they are in a browser. */
function opened(link: string, name: string, method = "GET"): Promise<Response> {
	return fetch(link, { method, headers: { Authorization: `Bearer ${tokens.get(name)}` } });
}

async function uploadedLink(endpoint: string, name: string): Promise<string> {
	const answer = await upload(endpoint, {
		Authorization: basic(name, PASSWORD),
		"Content-Disposition": 'attachment; filename="tides & times.txt"',
	});
	expect([answer.status, answer.headers.has("WWW-Authenticate")]).toEqual([201, false]);
	return new URL(answer.headers.get("Location") ?? "", endpoint).href;
}

const enter = (name: string, ...capabilities: string[]) =>
	RawIrcClient.loggedIn(server.ircPort, name, PASSWORD, ...capabilities);

test("soju.im/FILEHOST, Architecture: OPTIONS, then POST with HTTP Basic gives 201 and a Location that GET and HEAD answer", async () => {
	using jun = await enter("Jun");
	const endpoint = await endpointOf(jun);
	expect(new URL(endpoint).port).toBe(String(server.port));
	const options = await fetch(endpoint, { method: "OPTIONS" });
	expect([options.status, options.headers.get("Allow"), options.headers.has("Accept-Post")]).toEqual([
		204,
		"OPTIONS, POST",
		true,
	]);
	const link = await uploadedLink(endpoint, "Jun");
	expect(link).toEndWith("/tides%20%26%20times.txt");
	const got = await opened(link, "Jun");
	expect([got.status, await got.text()]).toEqual([200, "the tide table"]);
	expect((await opened(link, "Jun", "HEAD")).status).toBe(200);
});

test("what was uploaded is its owner's alone until they say its link, and then the room's members' and nobody else's", async () => {
	using jun = await enter("Jun");
	const endpoint = await endpointOf(jun);
	const lobby = lobbyOf(mara);
	const cellar = await mara.createRoom({ name: "cellar", visibility: "private" });
	await mara.open(cellar);
	await mara.invite(cellar.id, "Jun");
	await jun.until("JOIN", "#cellar");
	const link = await uploadedLink(endpoint, "Jun");
	expect((await opened(link, "Mara")).status).toBe(404);
	expect((await fetch(link)).status).toBe(401);

	// Somebody else who knows the link gives nothing away by it.
	using tom = await enter("Tom");
	tom.send(`PRIVMSG #lobby :look ${link}`);
	await until(() => lobby.messages.value.some(({ body }) => body === `look ${link}`), "the words of Tom");
	expect(lobby.messages.value.some(({ files }) => files !== undefined)).toBe(false);
	expect((await opened(link, "Mara")).status).toBe(404);
	expect((await opened(link, "Tom")).status).toBe(404);

	jun.send(`PRIVMSG #cellar :for tomorrow ${link}`);
	await until(() => cellar.messages.value.some(({ files }) => files !== undefined), "the file in the room");
	const said = cellar.messages.value.find(({ files }) => files !== undefined);
	expect([said?.body, said?.files?.map(({ name }) => name)]).toEqual(["for tomorrow", ["tides & times.txt"]]);
	expect((await opened(link, "Mara")).status).toBe(200);
	expect((await opened(link, "Tom")).status).toBe(404);
	// A second time it is in a message already: its link is text.
	jun.send(`PRIVMSG #lobby :${link}`);
	await until(() => lobby.messages.value.some(({ body }) => body === link), "the link as text");
	expect((await opened(link, "Tom")).status).toBe(404);
});

test("a link alone is a message with a file and no words; in a multi-line message too, and its writer is shown the file", async () => {
	using jun = await enter("Jun", "echo-message", "message-tags", "batch", "draft/multiline", "labeled-response");
	const endpoint = await endpointOf(jun);
	const [first, second] = [await uploadedLink(endpoint, "Jun"), await uploadedLink(endpoint, "Jun")];
	jun.send(`@label=f1 PRIVMSG Mara :${first}`);
	const echo = await jun.until("PRIVMSG", "Mara");
	expect(echo.params[1]).toBe(`tides & times.txt: ${first}`);
	jun.send(
		"BATCH +1 draft/multiline #lobby",
		"@batch=1 PRIVMSG #lobby :two lines and",
		`@batch=1 PRIVMSG #lobby :a file ${second}`,
		"BATCH -1",
	);
	await until(() => lobbyOf(mara).messages.value.some(({ files }) => files !== undefined), "the file");
	const said = lobbyOf(mara).messages.value.find(({ files }) => files !== undefined);
	expect([said?.body, said?.files?.length]).toEqual(["two lines and\na file", 1]);
});

test("who does not log in, or not rightly, or as a page of another site, uploads nothing; nor too much", async () => {
	using jun = await enter("Jun");
	const endpoint = await endpointOf(jun);
	const nobody = await upload(endpoint, {});
	expect([nobody.status, nobody.headers.get("WWW-Authenticate")]).toEqual([401, expect.stringContaining("Basic")]);
	for (const authorization of [basic("Jun", "wrong"), "Basic ???", `Bearer ${tokens.get("Jun")}`, basic("", "x")]) {
		expect((await upload(endpoint, { Authorization: authorization })).status).toBe(401);
	}
	const foreign = await upload(endpoint, {
		Authorization: basic("Jun", PASSWORD),
		Origin: "https://elsewhere.example",
	});
	expect(foreign.status).toBe(403);
	const large = await upload(endpoint, { Authorization: basic("Jun", PASSWORD) }, "x".repeat(1024 * 1024 + 1));
	expect(large.status).toBe(413);
});

test("an app password of theirs uploads as well as their own", async () => {
	using jun = await enter("Jun");
	const endpoint = await endpointOf(jun);
	const made = await fetch(`${server.url}/api/app-passwords`, {
		method: "POST",
		headers: { "Content-Type": "application/json", Authorization: `Bearer ${tokens.get("Jun")}` },
		body: JSON.stringify({ label: "Goguma" }),
	});
	const { password } = v.parse(newAppPasswordReply, await made.json());
	expect((await upload(endpoint, { Authorization: basic("Jun", password) })).status).toBe(201);
});

test("where the host takes no files, nothing says where to upload", async () => {
	await using other = await startParlour({ args: ["--max-file", "0"] });
	await signUp(other.url, "Mara");
	using client = await RawIrcClient.loggedIn(other.ircPort, "Mara", PASSWORD);
	client.send("VERSION");
	const tokens = (await client.roundTrip()).filter(({ command }) => command === "005").flatMap(({ params }) => params);
	expect(tokens.some((token) => token.startsWith("BOT="))).toBe(true);
	expect(tokens.some((token) => token.includes("FILEHOST"))).toBe(false);
});
