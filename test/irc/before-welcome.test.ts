import { afterAll, beforeAll, expect, test } from "bun:test";
import type { Line } from "../../src/gateways/irc/line/line.ts";
import { RawIrcClient } from "../support/irc-client.ts";
import { type RunningParlour, startParlour } from "../support/parlour.ts";
import { PASSWORD, postJson, signUp } from "../support/person.ts";

/** What a client says and is told before the welcome. */
const ISUPPORT = ["batch", "draft/extended-isupport"];
const METADATA = ["draft/metadata-2", "batch"];
/** With its two names and NULs before it, SASL PLAIN is of exactly 400 characters in base64, and of more. */
const [OF_400, OF_MORE] = ["bar".repeat(97), "bar".repeat(150)];
const WITH_COLONS = "pa:ss::word";

let server: RunningParlour;
beforeAll(async () => {
	server = await startParlour({ args: ["--guests", "--unlimited", "--announce", "off"] });
	await signUp(server.url, "Mara");
	for (const [name, password] of [
		["foo", OF_400],
		["bar", OF_MORE],
		["Col", WITH_COLONS],
	]) {
		expect((await postJson(server.url, "/api/signup", { name, password })).ok).toBe(true);
	}
});
afterAll(() => server[Symbol.asyncDispose]());

async function asking(...capabilities: string[]): Promise<RawIrcClient> {
	const client = await RawIrcClient.connect(server.ircPort);
	client.send("CAP LS 302", `CAP REQ :${capabilities.join(" ")}`);
	await client.until("CAP", "*", "ACK");
	return client;
}

/** Those between a batch's beginning and end, each of which must be of it. */
function inBatch([begin, ...rest]: readonly Line[], type: string): Line[] {
	expect([begin?.command, begin?.params[1]]).toEqual(["BATCH", type]);
	const reference = begin?.params[0]?.slice(1) ?? "";
	const end = rest.findIndex(({ command }) => command === "BATCH");
	expect(rest[end]?.params).toEqual([`-${reference}`]);
	const lines = rest.slice(0, end);
	for (const { tags } of lines) expect(tags.get("batch")).toBe(reference);
	return lines;
}

test("draft/extended-isupport, Examples: ISUPPORT is answered before the welcome, in a draft/isupport batch", async () => {
	using client = await asking(...ISUPPORT);
	client.send("ISUPPORT");
	const lines = inBatch(await client.roundTrip(), "draft/isupport");
	expect(lines.length).toBeGreaterThan(0);
	for (const { command, params } of lines) expect([command, params[0]]).toEqual(["005", "*"]);
	expect(lines.flatMap(({ params }) => params)).toContain("CASEMAPPING=ascii");
});

test("draft/extended-isupport, draft/isupport batch: those of the welcome and of VERSION are in one too, and none is outside", async () => {
	using client = await asking(...ISUPPORT, "labeled-response");
	client.send("NICK emersion", "USER emersion 0 * :Simon", "CAP END");
	await client.until("004", "emersion");
	const welcome = await client.roundTrip();
	expect(inBatch(welcome, "draft/isupport").every(({ command }) => command === "005")).toBe(true);
	expect(welcome.filter(({ command, tags }) => command === "005" && !tags.has("batch"))).toEqual([]);
	client.send("@label=v VERSION", "@label=i ISUPPORT");
	const [outer, version, ...rest] = await client.roundTrip();
	expect([outer?.params[1], outer?.tags.get("label"), version?.command]).toEqual(["labeled-response", "v", "351"]);
	expect(rest[0]?.tags.get("batch")).toBe(outer?.params[0]?.slice(1) ?? "none");
	const later = rest.slice(rest.findIndex(({ params }) => params[0] === `-${outer?.params[0]?.slice(1)}`) + 1);
	expect(later[0]?.tags.get("label")).toBe("i");
	inBatch(later, "draft/isupport");
});

test("draft/extended-isupport: without batch, or without itself, there is no batch", async () => {
	for (const capabilities of [["draft/extended-isupport"], ["batch"]]) {
		using client = await asking(...capabilities);
		client.send("ISUPPORT");
		const lines = await client.roundTrip();
		expect(new Set(lines.map(({ command }) => command))).toEqual(new Set(["005"]));
		for (const { tags } of lines) expect(tags.has("batch")).toBe(false);
	}
});

test("draft/metadata-2, before-connect: what is set before the welcome is told with it, and holds", async () => {
	using client = await asking(...METADATA);
	client.send("METADATA * SET display-name :Foo The First", "METADATA * SET url :https://example.com");
	await client.until("761", "*", "*", "display-name", "*", "Foo The First");
	await client.until("761", "*", "*", "url", "*", "https://example.com");
	client.send("METADATA * GET url nothing");
	expect(inBatch(await client.roundTrip(), "metadata").map(({ command }) => command)).toEqual(["761", "766"]);
	client.send("METADATA * SET url", "METADATA * SET url");
	await client.until("766", "*", "*", "url");
	await client.until("768", "*", "*", "url");
	client.send("METADATA * SET pronouns :they");
	await client.until("761", "*", "*", "pronouns", "*", "they");
	client.send("METADATA * LIST");
	const listed = inBatch(await client.roundTrip(), "metadata").map(({ params }) => params[2]);
	expect(listed).toEqual(["display-name", "pronouns"]);
	client.send("NICK Early", "USER early 0 * :early", "CAP END");
	await client.until("001", "Early");
	const begin = await client.until("BATCH", /^\+/, "metadata", "Early");
	const lines = await client.roundTrip();
	const own = lines.filter(({ tags }) => tags.get("batch") === begin.params[0]?.slice(1));
	expect(own.map(({ command, params }) => `${command} ${params.join(" ")}`)).toEqual([
		"METADATA Early display-name * Foo The First",
		"METADATA Early pronouns * they",
	]);
	client.send("METADATA * GET display-name");
	expect(inBatch(await client.roundTrip(), "metadata")[0]?.params.at(-1)).toBe("Foo The First");
});

test("draft/metadata-2, before-connect: it is of oneself alone, and what is refused is told, at the latest with the welcome", async () => {
	using client = await asking(...METADATA);
	client.send("METADATA Mara SET url :x", "METADATA * SET $url$ :x", `METADATA * SET status :${"x".repeat(400)}`);
	await client.until("FAIL", "METADATA", "INVALID_TARGET", "Mara");
	await client.until("FAIL", "METADATA", "KEY_INVALID", "$url$");
	await client.until("FAIL", "METADATA", "VALUE_INVALID");
	client.send(...Array.from({ length: 21 }, (_, index) => `METADATA * SET key${index} :value`));
	await client.until("FAIL", "METADATA", "LIMIT_REACHED", "*");
	client.send("METADATA * CLEAR");
	await client.until("BATCH", /^\+/, "metadata");
	expect((await client.roundTrip()).filter(({ command }) => command === "761")).toHaveLength(20);
	client.send("METADATA * SET display-name :Mara", "NICK Sly", "USER sly 0 * :sly", "CAP END");
	await client.until("001", "Sly");
	await client.until("FAIL", "METADATA", "VALUE_INVALID");
	client.send("METADATA * LIST");
	await client.roundTrip();
});

const plain = (name: string, password: string) => Buffer.from(`${name}\0${name}\0${password}`).toString("base64");

test("sasl-3.1, The AUTHENTICATE Command: what has exactly 400 characters ends with +, and longer comes in pieces of 400", async () => {
	const exact = plain("foo", OF_400);
	expect(exact).toHaveLength(400);
	using one = await asking("sasl");
	one.send("AUTHENTICATE PLAIN", `AUTHENTICATE ${exact}`);
	await one.until("AUTHENTICATE", "+");
	expect(await one.roundTrip()).toEqual([]);
	one.send("AUTHENTICATE +");
	await one.until("900", "*", /./, "foo");
	await one.until("903");
	const longer = plain("bar", OF_MORE);
	using other = await asking("sasl");
	other.send("AUTHENTICATE PLAIN", `AUTHENTICATE ${longer.slice(0, 400)}`, `AUTHENTICATE ${longer.slice(400)}`);
	await other.until("900", "*", /./, "bar");
	await other.until("903");
});

test("sasl-3.1, Numerics: 905 for what is too long, 906 for *, 904 for what is wrong, 907 for who is logged in; each may try again", async () => {
	using client = await asking("sasl");
	client.send("AUTHENTICATE PLAIN", `AUTHENTICATE ${"A".repeat(401)}`);
	await client.until("905", "*");
	client.send("AUTHENTICATE PLAIN", ...Array.from({ length: 9 }, () => `AUTHENTICATE ${"A".repeat(400)}`));
	await client.until("905", "*");
	client.send("AUTHENTICATE PLAIN", `AUTHENTICATE ${"A".repeat(400)}`, "AUTHENTICATE *");
	await client.until("906", "*");
	for (const wrong of ["!!!", plain("Mara", "wrong"), "+"]) {
		client.send("AUTHENTICATE PLAIN", `AUTHENTICATE ${wrong}`);
		await client.until("904", "*");
	}
	client.send("AUTHENTICATE PLAIN", `AUTHENTICATE ${plain("Mara", PASSWORD)}`);
	await client.until("903", "*");
	client.send("AUTHENTICATE PLAIN");
	await client.until("907", "*");
	client.send("NICK Mara", "USER mara 0 * :Mara", "CAP END");
	await client.until("001", "Mara");
	client.send("AUTHENTICATE PLAIN");
	await client.until("907", "Mara");
});

test.each([
	["name:password", `Col:${WITH_COLONS}`, "Someone"],
	["a name in another case", `COL:${WITH_COLONS}`, "Col"],
])(
	"RFC 2812 3.1.1: PASS %s ends the name at the first colon, so that the password may hold others",
	async (_, pass, nick) => {
		using client = await RawIrcClient.connect(server.ircPort);
		client.send(`PASS ${pass}`, `NICK ${nick}`, "USER col 0 * :Col");
		await client.until("001", "Col");
	},
);

test("RFC 2812 3.1.1: a password with colons needs the name before it; with --irc-password, both come after that word", async () => {
	using alone = await RawIrcClient.connect(server.ircPort);
	alone.send(`PASS ${WITH_COLONS}`, "NICK Col", "USER col 0 * :Col");
	await alone.until("464");
	await using closed = await startParlour({ args: ["--irc-password", "har:bour"] });
	expect((await postJson(closed.url, "/api/signup", { name: "Col", password: WITH_COLONS })).ok).toBe(true);
	using client = await RawIrcClient.connect(closed.ircPort);
	client.send(`PASS har:bour:Col:${WITH_COLONS}`, "NICK Someone", "USER col 0 * :Col");
	await client.until("001", "Col");
	using wrong = await RawIrcClient.connect(closed.ircPort);
	wrong.send(`PASS har:Col:${WITH_COLONS}`, "NICK Col", "USER col 0 * :Col");
	await wrong.until("464");
});
