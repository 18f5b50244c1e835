import { afterAll, beforeAll, expect, test } from "bun:test";
import type { Client } from "../../src/client/client.ts";
import { RawIrcClient } from "../support/irc-client.ts";
import { type RunningParlour, startParlour } from "../support/parlour.ts";
import { connect, PASSWORD, signUp } from "../support/person.ts";

const METADATA = ["draft/metadata-2", "batch", "message-tags", "standard-replies"];

let server: RunningParlour;
let mara: Client;
beforeAll(async () => {
	server = await startParlour({ args: ["--unlimited", "--announce", "off"] });
	mara = await connect(server.url, "Mara", await signUp(server.url, "Mara"));
	for (const name of ["Jun", "Tom", "Kei", "Ada"]) await signUp(server.url, name);
});
afterAll(async () => {
	mara.stop();
	await server[Symbol.asyncDispose]();
});

const enter = (name: string, ...capabilities: string[]) =>
	RawIrcClient.loggedIn(server.ircPort, name, PASSWORD, ...METADATA, ...capabilities);

/** A batch of metadata, without its beginning and end. */
async function batch(client: RawIrcClient): Promise<string[]> {
	const begin = await client.until("BATCH", /^\+/, "metadata");
	const lines = [];
	for (const line of await client.roundTrip()) {
		if (line.tags.get("batch") === begin.params[0]?.slice(1)) lines.push(`${line.command} ${line.params.join(" ")}`);
	}
	return lines;
}

test("draft/metadata-2, Capability: the limits are in its value, and no capability, no METADATA", async () => {
	using client = await RawIrcClient.connect(server.ircPort);
	client.send("CAP LS 302");
	let offer = "";
	while (!offer.includes("draft/metadata-2")) offer = (await client.until("CAP")).params.at(-1) ?? "";
	expect(/draft\/metadata-2=(\S+)/.exec(offer)?.[1]?.split(",")).toEqual(
		expect.arrayContaining(["before-connect", "maxsub=20", "maxkey=20"]),
	);
	using plain = await RawIrcClient.loggedIn(server.ircPort, "Jun", PASSWORD);
	plain.send("METADATA * LIST");
	await plain.until("FAIL", "METADATA", "INVALID_SUBCOMMAND");
});

test("draft/metadata-2, Notifications: on connection comes what one has set, in a batch even where that is nothing", async () => {
	using tom = await RawIrcClient.connect(server.ircPort);
	tom.send("CAP LS 302", `CAP REQ :${METADATA.join(" ")}`, `PASS :Tom:${PASSWORD}`, "NICK Tom", "USER t 0 * :Tom");
	tom.send("CAP END");
	await tom.until("001");
	const begin = await tom.until("BATCH", /^\+/, "metadata");
	await tom.until("BATCH", `-${begin.params[0]?.slice(1)}`);
	tom.send("METADATA * SET display-name :Tom of the Tides");
	await tom.until("761", "Tom", "*", "display-name", "*", "Tom of the Tides");

	using again = await RawIrcClient.connect(server.ircPort);
	again.send("CAP LS 302", `CAP REQ :${METADATA.join(" ")}`, `PASS :Tom:${PASSWORD}`, "NICK Tom", "USER t 0 * :Tom");
	again.send("CAP END");
	await again.until("METADATA", "Tom", "display-name", "*", "Tom of the Tides");
});

test("draft/metadata-2, METADATA SET: a display name and a status are seen in a browser, and a browser's by IRC", async () => {
	using jun = await enter("Jun");
	using kei = await enter("Kei");
	kei.send("METADATA * SUB display-name status avatar");
	await kei.until("770", "Kei", "display-name", "status", "avatar");
	await kei.roundTrip();
	jun.send("METADATA * SET display-name :June Rain");
	await jun.until("761", "Jun", "*", "display-name", "*", "June Rain");
	const told = await kei.until("METADATA", "Jun", "display-name", "*", "June Rain");
	expect(told.source).toStartWith("Jun!");
	jun.send("METADATA Jun SET status :at sea");
	await jun.until("761", "Jun", "Jun", "status", "*", "at sea");
	await kei.until("METADATA", "Jun", "status", "*", "at sea");
	const { people } = await mara.search("June");
	expect(people[0]).toMatchObject({ display: "June Rain", status: { text: "at sea" } });
	// Who sets something is answered by 761 alone.
	expect((await jun.roundTrip()).some(({ command }) => command === "METADATA")).toBe(false);

	await mara.setProfile({ display: "Mara of the Lighthouse", status: { emoji: "🌊", text: "swimming" } });
	await kei.until("METADATA", "Mara", "display-name", "*", "Mara of the Lighthouse");
	await kei.until("METADATA", "Mara", "status", "*", "🌊 swimming");
	await mara.setProfile({ status: null });
	expect((await kei.until("METADATA", "Mara", "status")).params).toEqual(["Mara", "status", "*"]);
});

test("draft/metadata-2, METADATA GET and LIST: what is set, in the order asked for, and 766 for what is not", async () => {
	using ada = await enter("Ada");
	ada.send("METADATA * LIST");
	expect(await batch(ada)).toEqual([]);
	ada.send("METADATA * SET im.xmpp :ada@xmpp.example");
	await ada.until("761", "Ada", "*", "im.xmpp", "*", "ada@xmpp.example");
	ada.send("METADATA Ada GET blargh IM.XMPP $url");
	expect(await batch(ada)).toEqual([
		"766 Ada Ada blargh No matching key",
		"761 Ada Ada im.xmpp * ada@xmpp.example",
		"FAIL METADATA KEY_INVALID $url Invalid key",
	]);
	using kei = await enter("Kei");
	kei.send("METADATA Ada LIST");
	expect(await batch(kei)).toEqual(["761 Kei Ada im.xmpp * ada@xmpp.example"]);
	kei.send("METADATA #lobby LIST");
	expect(await batch(kei)).toEqual([]);
});

test("draft/metadata-2, Standard Replies: each failure by its code, and what is refused stays as it is", async () => {
	using jun = await enter("Jun");
	await jun.roundTrip();
	const fails = async (line: string, ...params: string[]) => {
		jun.send(line);
		expect((await jun.until("FAIL")).params.slice(0, params.length + 1)).toEqual(["METADATA", ...params]);
	};
	await fails("METADATA nobody LIST", "INVALID_TARGET", "nobody");
	await fails("METADATA #nowhere LIST", "INVALID_TARGET", "#nowhere");
	await fails("METADATA * destr0y", "INVALID_SUBCOMMAND", "destr0y");
	await fails("METADATA * SET $url$ :http://www.example.com", "KEY_INVALID", "$url$");
	await fails("METADATA Kei SET url :http://www.example.com", "KEY_NO_PERMISSION", "Kei", "url");
	await fails("METADATA #lobby SET url :http://www.example.com", "KEY_NO_PERMISSION", "#lobby", "url");
	await fails("METADATA #lobby CLEAR", "KEY_NO_PERMISSION", "#lobby", "*");
	await fails("METADATA * SET avatar :http://www.example.com/a.png", "KEY_NO_PERMISSION", "*", "avatar");
	await fails(`METADATA * SET status :${"abcd".repeat(100)}`, "VALUE_INVALID");
	await fails("METADATA * SET display-name :Mara", "VALUE_INVALID");
	jun.send("METADATA * SET nothing");
	await jun.until("768", "Jun", "*", "nothing");
	for (let index = 0; index < 20; index++) jun.send(`METADATA * SET key${index} :value`);
	await jun.until("761", "Jun", "*", "key19");
	await fails("METADATA * SET key20 :value", "LIMIT_REACHED", "*");
	jun.send("METADATA * CLEAR");
	expect((await batch(jun)).filter((line) => line.startsWith("761 Jun * key"))).toHaveLength(20);
	jun.send("METADATA * LIST");
	expect(await batch(jun)).toEqual([]);
});

test("draft/metadata-2, METADATA SUB, UNSUB and SUBS: as in its examples, before the welcome too", async () => {
	using jun = await RawIrcClient.connect(server.ircPort);
	jun.send("CAP LS 302", `CAP REQ :${METADATA.join(" ")}`, `PASS :Jun:${PASSWORD}`, "NICK Jun", "USER j 0 * :Jun");
	jun.send("METADATA * SUBS", "METADATA * SUB website avatar foo bar baz $url");
	await jun.until("FAIL", "METADATA", "KEY_INVALID", "$url");
	await jun.until("770", "Jun", "website", "avatar", "foo", "bar", "baz");
	jun.send("CAP END");
	await jun.until("001");
	jun.send("METADATA * UNSUB bar foo baz");
	await jun.until("771", "Jun", "bar", "foo", "baz");
	jun.send("METADATA * SUB avatar website");
	await jun.until("770", "Jun", "avatar", "website");
	jun.send("METADATA * SUBS");
	await jun.until("772", "Jun", "website", "avatar");
	jun.send(`METADATA * SUB ${Array.from({ length: 19 }, (_, index) => `k${index}`).join(" ")}`);
	await jun.until("770", "Jun", "k0", "k1");
	await jun.until("770", "Jun", "k13", "k14", "k15", "k16", "k17");
	await jun.until("FAIL", "METADATA", "TOO_MANY_SUBS", "k18");
});

test("draft/metadata-2, METADATA SYNC and SUB: what the people of a room show, of the keys that one wants", async () => {
	using ada = await enter("Ada");
	ada.send("METADATA * SET pronouns :she/her", "METADATA * SET website :ada.example");
	await ada.until("761", "Ada", "*", "website");
	using kei = await enter("Kei");
	await kei.roundTrip();
	kei.send("METADATA * SUB pronouns");
	await kei.until("770", "Kei", "pronouns");
	expect(await batch(kei)).toEqual(["METADATA Ada pronouns * she/her"]);
	kei.send("METADATA #lobby SYNC");
	expect(await batch(kei)).toEqual(["METADATA Ada pronouns * she/her"]);
	kei.send("METADATA Ada SYNC");
	expect(await batch(kei)).toEqual(["METADATA Ada pronouns * she/her"]);
	// What Parlour has no place for lasts while they are here.
	kei.send("MONITOR + Ada");
	await kei.until("730");
	ada.send("QUIT");
	await kei.until("731");
	kei.send("METADATA Ada LIST");
	expect(await batch(kei)).toEqual([]);
});

test("draft/metadata-2, METADATA SET of a channel: its moderators set what it shows, to members who subscribe, and on joining", async () => {
	using jun = await enter("Jun");
	using kei = await enter("Kei");
	using ada = await enter("Ada");
	jun.send("JOIN #shown");
	await jun.until("366", "Jun", "#shown");
	kei.send("METADATA * SUB url", "JOIN #shown");
	await kei.until("770", "Kei", "url");
	await kei.until("366", "Kei", "#shown");
	jun.send("METADATA #shown SET URL :https://example.com");
	await jun.until("761", "Jun", "#shown", "url", "*", "https://example.com");
	expect((await kei.until("METADATA", "#shown", "url", "*", "https://example.com")).source).toStartWith("Jun!");
	kei.send("METADATA #shown SET url :mine", "METADATA #shown CLEAR", "METADATA #shown GET url");
	await kei.until("FAIL", "METADATA", "KEY_NO_PERMISSION", "#shown", "url");
	await kei.until("FAIL", "METADATA", "KEY_NO_PERMISSION", "#shown", "*");
	await kei.until("761", "Kei", "#shown", "url", "*", "https://example.com");
	ada.send("METADATA #shown GET url");
	await ada.until("FAIL", "METADATA", "INVALID_TARGET", "#shown");
	ada.send("METADATA * SUB url", "JOIN #shown");
	await ada.until("METADATA", "#shown", "url", "*", "https://example.com");
	ada.send("METADATA #shown SYNC");
	expect(await batch(ada)).toEqual(["METADATA #shown url * https://example.com"]);
	jun.send("METADATA #shown SET nothing", "METADATA #shown CLEAR", "METADATA #shown LIST");
	await jun.until("768", "Jun", "#shown", "nothing");
	await jun.until("761", "Jun", "#shown", "url", "*");
	expect((await kei.until("METADATA", "#shown", "url")).params).toEqual(["#shown", "url", "*"]);
	expect((await jun.roundTrip()).some(({ command }) => command === "761")).toBe(false);
});

test("draft/metadata-2, Notifications: of guests one hears by a room in common, at once on joining it", async () => {
	await using open = await startParlour({ args: ["--guests", "--unlimited", "--announce", "off"] });
	const guest = async (nick: string) => {
		const client = await RawIrcClient.connect(open.ircPort);
		client.send("CAP LS 302", `CAP REQ :${METADATA.join(" ")}`, `NICK ${nick}`, `USER ${nick} 0 * :${nick}`, "CAP END");
		await client.until("001", nick);
		return client;
	};
	using foo = await guest("foo");
	using bar = await guest("bar");
	bar.send("METADATA * SUB display-name avatar");
	await bar.until("770", "bar", "display-name", "avatar");
	foo.send("METADATA * SET display-name :Foo The First");
	await foo.until("761", "foo", "*", "display-name", "*", "Foo The First");
	expect(await bar.roundTrip()).toEqual([]);
	foo.send("JOIN #chan");
	await foo.until("366", "foo", "#chan");
	bar.send("JOIN #chan");
	const shown = (await bar.roundTrip()).filter(({ command }) => command === "METADATA");
	expect(shown.map(({ params }) => params)).toEqual([["foo", "display-name", "*", "Foo The First"]]);
	// And of each change from then on: of what changed alone.
	using late = await guest("late");
	bar.send("METADATA * SUB status");
	late.send("JOIN #chan");
	await bar.until("JOIN", "#chan");
	late.send("METADATA * SET display-name :💜", "METADATA * SET display-name");
	expect((await bar.until("METADATA", "late")).params).toEqual(["late", "display-name", "*", "💜"]);
	expect((await bar.until("METADATA", "late")).params).toEqual(["late", "display-name", "*"]);
});
