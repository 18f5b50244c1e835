import { afterAll, beforeAll, expect, test } from "bun:test";
import { answers, RawIrcClient } from "../support/irc-client.ts";
import { type RunningParlour, startParlour } from "../support/parlour.ts";
import { PASSWORD, signUp } from "../support/person.ts";

/** What clients see of rooms and of each other, by capability and query. */
let server: RunningParlour;
beforeAll(async () => {
	server = await startParlour({ args: ["--guests", "--unlimited", "--announce", "off"] });
	for (const name of ["Mara", "Jun", "Tom"]) await signUp(server.url, name);
});
afterAll(() => server[Symbol.asyncDispose]());

const enter = (name: string, ...capabilities: string[]) =>
	RawIrcClient.loggedIn(server.ircPort, name, PASSWORD, ...capabilities);

async function guest(nick: string, ...capabilities: string[]): Promise<RawIrcClient> {
	const client = await RawIrcClient.connect(server.ircPort);
	client.send("CAP LS 302", `CAP REQ :${capabilities.join(" ")}`, `NICK ${nick}`, `USER ${nick}name 0 * :${nick} Real`);
	client.send("CAP END");
	await client.until("001", nick);
	await client.roundTrip();
	return client;
}

async function join(channel: string, ...clients: RawIrcClient[]): Promise<void> {
	for (const client of clients) {
		client.send(`JOIN ${channel}`);
		await client.until("JOIN", channel);
	}
	for (const client of clients) await client.roundTrip();
}

test("userhost-in-names: names come as nick!user@host, with their prefixes before them", async () => {
	using abe = await guest("Abe", "userhost-in-names");
	using ben = await guest("Ben");
	await join("#hosts", abe, ben);
	const names = (await answers(abe, "NAMES #hosts"))[0]?.split(" ").slice(4).sort();
	expect(names).toEqual(["@Abe!Abe@parlour", "Ben!Ben@parlour"]);
	expect((await answers(ben, "NAMES #hosts"))[0]?.split(" ").slice(4).sort()).toEqual(["@Abe", "Ben"]);
});

test.each(["no-implicit-names", "draft/no-implicit-names"])(
	"%s: a JOIN brings no names, and NAMES does",
	async (name) => {
		const nick = name.startsWith("draft") ? "Dea" : "Cas";
		using client = await guest(nick, name);
		expect(await answers(client, `JOIN #implicit-${nick}`)).toEqual([`JOIN #implicit-${nick}`]);
		expect(await answers(client, `NAMES #implicit-${nick}`)).toEqual([
			`353 ${nick} = #implicit-${nick} @${nick}`,
			`366 ${nick} #implicit-${nick} End of /NAMES list`,
		]);
	},
);

test("invite-notify: members who have it hear who invites whom, others only see them join", async () => {
	using eva = await guest("Eva");
	using fay = await guest("Fay", "invite-notify");
	using gil = await guest("Gil");
	using hal = await guest("Hal");
	await join("#invites", eva, fay, gil);
	eva.send("INVITE Hal #invites");
	expect((await fay.until("INVITE", "Hal", "#invites")).source).toBe("Eva!Eva@parlour");
	expect((await fay.until("JOIN", "#invites")).source).toBe("Hal!Hal@parlour");
	expect(await answers(gil)).toEqual(["JOIN #invites"]);
	expect((await hal.until("INVITE", "Hal", "#invites")).source).toBe("Eva!Eva@parlour");
});

test("extended-monitor: AWAY, SETNAME and ACCOUNT of who is watched come without a room in common", async () => {
	const capabilities = ["away-notify", "setname", "account-notify"];
	using watcher = await guest("Watcher", "extended-monitor", ...capabilities);
	using plain = await guest("Plain", ...capabilities);
	using ida = await guest("Ida");
	for (const client of [watcher, plain]) {
		client.send("MONITOR + Ida");
		await client.until("730");
	}
	ida.send("AWAY :at sea");
	expect((await watcher.until("AWAY", "at sea")).source).toBe("Ida!Ida@parlour");
	ida.send("SETNAME :Ida of the Tides");
	expect((await watcher.until("SETNAME", "Ida of the Tides")).source).toBe("Ida!Ida@parlour");
	ida.send("REGISTER * * longenough");
	await ida.until("REGISTER", "SUCCESS");
	expect((await watcher.until("ACCOUNT", "Ida")).source).toBe("Ida!Ida@parlour");
	expect((await plain.roundTrip()).map(({ command }) => command)).not.toContain("AWAY");
});

test("WHOX: every field in its order, whatever order they are asked in, with the token", async () => {
	using kay = await guest("Kay");
	using leo = await guest("Leo");
	await join("#fields", kay, leo);
	const [all, end] = [
		"354 Leo 123 #fields Kayname 255.255.255.255 parlour parlour Kay H@ 0 0 0 n/a Kay Real",
		"315 Leo",
	];
	for (const fields of ["tcuihsnfdlaor", "roaldfnshiuct"]) {
		const lines = await answers(leo, `WHO #fields %${fields},123`);
		expect(lines).toContain(all);
		expect(lines.at(-1)).toStartWith(end);
	}
	expect((await answers(leo, "WHO Kay %tn,321"))[0]).toBe("354 Leo 321 Kay");
	using jun = await enter("Jun");
	expect((await answers(jun, "WHO Jun %na"))[0]).toBe("354 Jun Jun Jun");
});

test("RFC 2812 3.6.1: WHO with `o` names operators alone, in a room and by a mask, for WHOX too", async () => {
	using jun = await enter("Jun");
	using tom = await enter("Tom");
	tom.send(`OPER Mara :${PASSWORD}`);
	await tom.until("381");
	for (const query of ["WHO #lobby o", "WHO * o"]) {
		const lines = await answers(jun, query);
		expect(lines.slice(0, -1).map((line) => line.split(" ")[6])).toEqual(["Tom"]);
	}
	expect(await answers(jun, "WHO #lobby o%n")).toEqual(["354 Jun Tom", "315 Jun #lobby End of /WHO list"]);
	expect(await answers(jun, "WHO jun o")).toEqual(["315 Jun jun End of /WHO list"]);
});

test("Modern IRC, invisible user mode: a mask finds those who share a room, a name finds anybody", async () => {
	using evan = await guest("evan");
	using shiva = await guest("shiva");
	expect(await answers(shiva, "WHO eva*")).toEqual(["315 shiva eva* End of /WHO list"]);
	expect(await answers(shiva, "WHO evan")).toHaveLength(2);
	await join("#shared", evan, shiva);
	expect(await answers(shiva, "WHO eva*")).toHaveLength(2);
	expect(await answers(shiva, "WHO shi*")).toHaveLength(2);
});

test("Modern IRC, RPL_LUSERCLIENT: whoever is here is counted among the invisible, as their mode says", async () => {
	using ines = await guest("Ines");
	expect(await answers(ines, "MODE Ines")).toEqual(["221 Ines +i"]);
	const lines = await answers(ines, "LUSERS");
	const here = lines.find((line) => line.startsWith("265 "))?.split(" ")[2];
	expect(Number(here)).toBeGreaterThanOrEqual(1);
	expect(lines[0]).toBe(`251 Ines There are 0 users and ${here} invisible on 1 servers`);
});

test("Modern IRC, RPL_TOPICWHOTIME: who set the topic and when is told with it, until it is taken away", async () => {
	using max = await guest("Max");
	using nia = await guest("Nia");
	await join("#topics", max);
	const before = Math.floor(Date.now() / 1000);
	await answers(max, "TOPIC #topics :high at six");
	const [, topic, set] = await answers(nia, "JOIN #topics");
	expect(topic).toBe("332 Nia #topics high at six");
	const [numeric, , channel, by, at] = set?.split(" ") ?? [];
	expect([numeric, channel, by]).toEqual(["333", "#topics", "Max!Max@parlour"]);
	expect(Number(at)).toBeGreaterThanOrEqual(before);
	await max.until("JOIN", "#topics");
	expect(await answers(max, "TOPIC #topics")).toHaveLength(2);
	await answers(max, "TOPIC #topics :");
	await nia.until("TOPIC", "#topics", "");
	expect(await answers(nia, "TOPIC #topics")).toEqual(["331 Nia #topics No topic is set"]);
});

test("RFC 2812 3.7.1: KILL tells the victim by whom and why, and others the same as their QUIT", async () => {
	using mara = await enter("Mara");
	using oda = await guest("Oda");
	using pat = await guest("Pat");
	using jun = await enter("Jun");
	await join("#killed", oda, pat);
	mara.send("KILL Pat :enough of it", "KILL Jun :and you");
	expect((await pat.until("KILL", "Pat", "enough of it")).source).toBe("Mara!Mara@parlour");
	expect((await pat.until("ERROR")).params[0]).toBe("Closing link: Killed (Mara (enough of it))");
	await pat.end();
	expect((await oda.until("QUIT", "Killed (Mara (enough of it))")).source).toBe("Pat!Pat@parlour");
	expect((await jun.until("ERROR")).params[0]).toBe("Closing link: Killed (Mara (and you))");
	await jun.end();
});

test("CASEMAPPING=ascii: names are the same in upper and lower case, and []\\^ are of none", async () => {
	using jun = await enter("Jun");
	using tom = await enter("Tom");
	await join("#Case-Room", jun);
	expect((await answers(tom, "JOIN #CASE-rOOM"))[0]).toBe("JOIN #Case-Room");
	await jun.until("JOIN", "#Case-Room");
	tom.send("PRIVMSG #case-ROOM :to the room", "PRIVMSG JUN :to jun", "TOPIC #CASE-ROOM :a topic");
	await jun.until("PRIVMSG", "#Case-Room", "to the room");
	await jun.until("PRIVMSG", "Jun", "to jun");
	await jun.until("TOPIC", "#Case-Room", "a topic");
	await tom.roundTrip();
	for (const query of ["WHO #CASE-ROOM", "WHO jUN", "WHOIS JUN", "NAMES #case-room", "MODE #CASE-room", "MODE tom"]) {
		expect((await answers(tom, query))[0]).toMatch(/^(?:352|311|353|324|221) /);
	}
	expect(await answers(tom, "JOIN #a[b", "JOIN #a{b")).toEqual([
		expect.stringMatching(/^403 Tom #a\[b /),
		expect.stringMatching(/^403 Tom #a\{b /),
	]);
	tom.send("PART #CASE-ROOM");
	await tom.until("PART", "#Case-Room");
});

test.each(["DIE", "REHASH", "RESTART", "CONNECT elsewhere.example", "SQUIT elsewhere.example :x"])(
	"Modern IRC, Operator Messages: %s is refused with 481, to operators with 723",
	async (line) => {
		const command = line.split(" ")[0]?.toLowerCase() ?? "";
		using jun = await enter("Jun");
		await jun.roundTrip();
		expect((await answers(jun, line))[0]).toStartWith("481 Jun Permission denied");
		using mara = await enter("Mara");
		expect((await answers(mara, line))[0]).toStartWith(`723 Mara ${command} Permission denied`);
	},
);

test.each(["HELP", "HELPOP"])(
	"Modern IRC, HELP message: %s alone, of a command, and of what there is no help on",
	async (name) => {
		using jun = await enter("Jun");
		const [start, ...rest] = await answers(jun, name);
		expect(start).toStartWith("704 Jun * ");
		expect(rest.slice(0, -1).every((line) => line.startsWith("705 Jun * "))).toBe(true);
		expect(rest.at(-1)).toStartWith("706 Jun * ");
		expect((await answers(jun, `${name} privmsg`)).map((line) => line.split(" ").slice(0, 3).join(" "))).toEqual([
			"704 Jun PRIVMSG",
			"705 Jun PRIVMSG",
			"706 Jun PRIVMSG",
		]);
		expect(await answers(jun, `${name} nonsense`)).toEqual(["524 Jun NONSENSE There is no help on that"]);
	},
);

test("RFC 2812 3.3.2: a NOTICE to too many is answered by nothing, and reaches nobody", async () => {
	using jun = await enter("Jun");
	using tom = await enter("Tom");
	await tom.roundTrip();
	expect(await answers(jun, "NOTICE Tom,a,b,c,d :too many")).toEqual([]);
	expect(await answers(tom)).toEqual([]);
	expect(await answers(jun, "NOTICE Tom,Tom,TOM :hi")).toEqual([]);
	await tom.until("NOTICE", "Tom", "hi");
});

test("a paragraph of thirty lines that is pasted arrives whole and in order, and nobody is thrown out", async () => {
	await using limited = await startParlour({ args: ["--announce", "off"] });
	for (const name of ["Jun", "Tom"]) await signUp(limited.url, name);
	using jun = await RawIrcClient.loggedIn(limited.ircPort, "Jun", PASSWORD);
	using tom = await RawIrcClient.loggedIn(limited.ircPort, "Tom", PASSWORD);
	const lines = Array.from({ length: 30 }, (_, index) => `line ${index} of what was pasted`);
	jun.send(...lines.map((line) => `PRIVMSG #lobby :${line}`));
	const arrived: string[] = [];
	while (arrived.length < lines.length) arrived.push((await tom.until("PRIVMSG", "#lobby")).params[1] ?? "");
	expect(arrived).toEqual(lines);
	expect(await jun.roundTrip()).toEqual([]);
});
