import { afterAll, beforeAll, expect, test } from "bun:test";
import type { Client } from "../../src/client/client.ts";
import { answers, RawIrcClient } from "../support/irc-client.ts";
import { type RunningParlour, startParlour } from "../support/parlour.ts";
import { connect, PASSWORD, signUp, until } from "../support/person.ts";

let server: RunningParlour;
let mara: Client;
beforeAll(async () => {
	server = await startParlour({ args: ["--unlimited", "--announce", "off"] });
	mara = await connect(server.url, "Mara", await signUp(server.url, "Mara"));
	for (const name of ["Jun", "Tom", "Ada", "Ben"]) await signUp(server.url, name);
});
afterAll(async () => {
	mara.stop();
	await server[Symbol.asyncDispose]();
});

const enter = (name: string, ...capabilities: string[]) =>
	RawIrcClient.loggedIn(server.ircPort, name, PASSWORD, ...capabilities);

/** Sends, and gives what comes of it as lines of text, without tags and source. */
/** They join in this order, the first one makes it, and nothing of that is left to be read. */
async function makeRoom(channel: string, ...members: RawIrcClient[]): Promise<void> {
	for (const client of members) {
		client.send(`JOIN ${channel}`);
		await client.until("366", /.*/, channel);
	}
	for (const client of members) await client.roundTrip();
}

test("ISUPPORT names the modes, their kinds, the prefixes and the limits (Modern IRC, RPL_ISUPPORT parameters)", async () => {
	using irc = await enter("Jun");
	irc.send("VERSION");
	const tokens = (await irc.roundTrip()).filter(({ command }) => command === "005").flatMap(({ params }) => params);
	for (const token of [
		"CHANMODES=beI,k,l,imnst",
		"PREFIX=(ov)@+",
		"STATUSMSG=@+",
		"EXCEPTS=e",
		"INVEX=I",
		"MAXLIST=b:100,e:100,I:100",
		"MODES=20",
		"KICKLEN=250",
	]) {
		expect(tokens).toContain(token);
	}
});

test("MODE without modes tells what holds and when the room was made (RPL_CHANNELMODEIS, RPL_CREATIONTIME)", async () => {
	using jun = await enter("Jun");
	using tom = await enter("Tom");
	await makeRoom("#holds", jun);
	const [is, created] = await answers(jun, "MODE #holds");
	expect(is).toBe("324 Jun #holds +n");
	const [, , , seconds] = created?.split(" ") ?? [];
	expect(created).toStartWith("329 Jun #holds ");
	expect(Math.abs(Number(seconds) - Date.now() / 1000)).toBeLessThan(600);
	expect(await answers(jun, "MODE #holds +mtkl beer 20")).toEqual(["MODE #holds +mtkl beer 20"]);
	expect((await answers(jun, "MODE #holds"))[0]).toBe("324 Jun #holds +klmnt beer 20");
	// The key is for members.
	expect(await answers(tom, "MODE #holds")).toEqual(["324 Tom #holds +klmnt * 20"]);
	expect(await answers(jun, "MODE #holds -mtkl")).toEqual(["MODE #holds -mtkl *"]);
	expect((await answers(jun, "MODE #holds"))[0]).toBe("324 Jun #holds +n");
	expect(await answers(jun, "MODE #nowhere")).toEqual(["403 Jun #nowhere No such channel"]);
});

test("several modes in a line are applied in order and told to who asked in one (Modern IRC, MODE message)", async () => {
	using jun = await enter("Jun", "labeled-response", "batch");
	using tom = await enter("Tom");
	await makeRoom("#several", jun, tom);
	jun.send("@label=m MODE #several +ov-o+t Tom Tom Tom");
	const told = await jun.until("MODE", "#several");
	expect(told.params).toEqual(["#several", "+ov-o+t", "Tom", "Tom", "Tom"]);
	expect([told.source, told.tags.get("label")]).toEqual(["Jun!Jun@parlour", "m"]);
	const heard = (await tom.roundTrip()).map(({ params }) => params.slice(1).join(" "));
	expect(heard).toEqual(["+o Tom", "+v Tom", "-o Tom", "+t"]);
	// What is so already is no change.
	expect(await answers(jun, "MODE #several +tn")).toEqual([]);
	expect(await answers(jun, "MODE #several -n")).toEqual([
		"482 Jun #several Nobody writes into a room from outside: this mode is always set",
	]);
});

test("i and s are one thing: a private room, in no list of others (Modern IRC, invite-only and secret modes)", async () => {
	using jun = await enter("Jun");
	using tom = await enter("Tom");
	await makeRoom("#hidden", jun);
	expect(await answers(jun, "MODE #hidden +i")).toEqual(["MODE #hidden +is"]);
	expect((await answers(jun, "MODE #hidden"))[0]).toBe("324 Jun #hidden +ins");
	expect(await answers(jun, "LIST #hidden")).toContain("322 Jun #hidden 1 ");
	expect((await answers(tom, "LIST #hidden")).filter((line) => line.startsWith("322"))).toEqual([]);
	expect(await answers(tom, "NAMES #hidden")).toEqual(["366 Tom #hidden End of /NAMES list"]);
	expect(await answers(tom, "MODE #hidden")).toEqual(["403 Tom #hidden No such channel"]);
	expect((await answers(tom, "JOIN #hidden"))[0]).toStartWith("473 Tom #hidden ");
	jun.send("INVITE tom #hidden");
	await jun.until("341", "Jun", "Tom", "#hidden");
	await jun.until("JOIN", "#hidden");
	expect((await tom.until("INVITE", "Tom", "#hidden")).source).toBe("Jun!Jun@parlour");
	await tom.until("JOIN", "#hidden");
	await tom.until("353", "Tom", "@", "#hidden");
	expect(await answers(jun, "INVITE Tom #hidden")).toEqual(["443 Jun Tom #hidden is already on channel"]);
	expect(await answers(jun, "MODE #hidden -s")).toEqual(["MODE #hidden -is"]);
});

test("invite exceptions: who fits one joins uninvited (Modern IRC, invite-exception mode)", async () => {
	using jun = await enter("Jun");
	using tom = await enter("Tom");
	using ada = await enter("Ada");
	await makeRoom("#except", jun);
	expect(await answers(jun, "MODE #except +iI *om!*@*")).toEqual(["MODE #except +isI *om!*@*"]);
	const [entry, end] = await answers(jun, "MODE #except I");
	expect(entry).toMatch(/^346 Jun #except \*om!\*@\* Jun \d+$/);
	expect(end).toStartWith("347 Jun #except ");
	expect((await answers(ada, "JOIN #except"))[0]).toStartWith("473 Ada #except ");
	tom.send("JOIN #except");
	await tom.until("JOIN", "#except");
});

test("bans: nobody who fits joins or speaks, exceptions apart, and taking one away lets them in (Modern IRC, ban mode)", async () => {
	using jun = await enter("Jun");
	using tom = await enter("Tom");
	using ada = await enter("Ada");
	await makeRoom("#bans", jun, ada);
	expect(await answers(jun, "MODE #bans +b TOM!*@*")).toEqual(["MODE #bans +b TOM!*@*"]);
	const [entry, end] = await answers(jun, "MODE #bans +b");
	expect(entry).toMatch(/^367 Jun #bans TOM!\*@\* Jun \d+$/);
	expect(end).toStartWith("368 Jun #bans ");
	// Members may read the list.
	expect((await answers(ada, "MODE #bans b")).filter((line) => /^36[78] /.test(line))).toHaveLength(2);
	expect((await answers(tom, "JOIN #bans"))[0]).toStartWith("474 Tom #bans ");
	expect(await answers(jun, "MODE #bans -b tom!*@*")).toEqual(["MODE #bans -b TOM!*@*"]);
	tom.send("JOIN #bans");
	await tom.until("JOIN", "#bans");
	await tom.roundTrip();
	expect(await answers(jun, "MODE #bans +b t?m")).toContain("MODE #bans +b t?m!*@*");
	await tom.until("MODE", "#bans", "+b");
	expect((await answers(tom, "PRIVMSG #bans :x"))[0]).toStartWith("404 Tom #bans ");
	expect(await answers(jun, "MODE #bans +e tom")).toEqual(["MODE #bans +e tom!*@*"]);
	expect((await answers(jun, "MODE #bans e"))[0]).toMatch(/^348 Jun #bans tom!\*@\* Jun \d+$/);
	tom.send("PRIVMSG #bans :y");
	await jun.until("PRIVMSG", "#bans", "y");
});

test.each([
	["a host that nobody has", "#masks-1", "*!*@1.2.3.4"],
	["everybody by their host", "#masks-2", "*!*@parlour"],
	["a user that is not the nick", "#masks-3", "tom!root@*"],
	["what no name has in it", "#masks-4", "$a:Tom"],
])("a mask of %s is refused (Modern IRC, ERR_INVALIDMODEPARAM)", async (_, channel, mask) => {
	using jun = await enter("Jun");
	await makeRoom(channel, jun);
	expect((await answers(jun, `MODE ${channel} +b ${mask}`))[0]).toStartWith(`696 Jun ${channel} b ${mask} `);
});

test("a mask that says the same as one of names is taken as that", async () => {
	using jun = await enter("Jun");
	await makeRoom("#same", jun);
	expect(await answers(jun, "MODE #same +b *!tom@*.example")).toEqual([
		"696 Jun #same b *!tom@*.example Only names are told apart here: use nick!*@*",
	]);
	expect(await answers(jun, "MODE #same +b *!tom@parlour")).toEqual(["MODE #same +b tom!*@*"]);
	expect(await answers(jun, "MODE #same +b ada!*@*")).toEqual(["MODE #same +b ada!*@*"]);
	expect(await answers(jun, "MODE #same +b Ada")).toEqual([]);
});

test("a list of more than 100 masks is full (Modern IRC, MAXLIST; RFC 2812 5.2, ERR_BANLISTFULL)", async () => {
	using jun = await enter("Jun");
	await makeRoom("#full", jun);
	for (let from = 0; from < 100; from += 20) {
		const names = Array.from({ length: 20 }, (_, index) => `n${from + index}`);
		expect(await answers(jun, `MODE #full +${"b".repeat(20)} ${names.join(" ")}`)).toHaveLength(1);
	}
	expect((await answers(jun, "MODE #full +b n100"))[0]).toStartWith("478 Jun #full b ");
});

test("key: a word that joining takes, each channel of a JOIN with its own (Modern IRC, key mode; JOIN message)", async () => {
	using jun = await enter("Jun");
	using tom = await enter("Tom");
	await makeRoom("#keyed", jun);
	await makeRoom("#keyed2", jun);
	expect(await answers(jun, "MODE #keyed +k beer", "MODE #keyed2 +k wine")).toEqual([
		"MODE #keyed +k beer",
		"MODE #keyed2 +k wine",
	]);
	expect((await answers(tom, "JOIN #keyed"))[0]).toStartWith("475 Tom #keyed ");
	expect((await answers(tom, "JOIN #keyed tea"))[0]).toStartWith("475 Tom #keyed ");
	tom.send("JOIN #keyed,#keyed2 beer,wine");
	await tom.until("JOIN", "#keyed");
	await tom.until("JOIN", "#keyed2");
	await jun.roundTrip();
	for (const key of [":a word", ":", "a,b"]) {
		const [refusal = ""] = await answers(jun, `MODE #keyed +k ${key}`);
		expect(refusal).toMatch(/^696 Jun #keyed k /);
	}
	// A key may be taken away without being named.
	expect(await answers(jun, "MODE #keyed -k")).toEqual(["MODE #keyed -k *"]);
	expect(await answers(jun, "MODE #keyed +k")).toEqual([]);
});

test("limit: no more members than these (Modern IRC, client limit mode)", async () => {
	using jun = await enter("Jun");
	using tom = await enter("Tom");
	await makeRoom("#limit", jun);
	expect(await answers(jun, "MODE #limit +l 1")).toEqual(["MODE #limit +l 1"]);
	expect((await answers(tom, "JOIN #limit"))[0]).toStartWith("471 Tom #limit ");
	for (const limit of ["0", "-3", "many"]) {
		expect((await answers(jun, `MODE #limit +l ${limit}`))[0]).toStartWith(`696 Jun #limit l ${limit} `);
	}
	expect(await answers(jun, "MODE #limit +l", "MODE #limit -l")).toEqual(["MODE #limit -l"]);
	tom.send("JOIN #limit");
	await tom.until("JOIN", "#limit");
});

test("moderated: who has no voice is refused by 404 until they have one (Modern IRC, moderated mode)", async () => {
	using jun = await enter("Jun");
	using tom = await enter("Tom");
	await makeRoom("#moderated", jun, tom);
	await answers(jun, "MODE #moderated +m");
	expect(await tom.until("MODE", "#moderated", "+m")).toBeDefined();
	expect((await answers(tom, "PRIVMSG #moderated :x"))[0]).toStartWith("404 Tom #moderated ");
	expect(await answers(tom, "NOTICE #moderated :x")).toEqual([]);
	expect(await answers(jun, "MODE #moderated +v tom")).toEqual(["MODE #moderated +v Tom"]);
	tom.send("PRIVMSG #moderated :heard");
	await jun.until("PRIVMSG", "#moderated", "heard");
});

test("from outside nobody writes into a room (Modern IRC, no external messages mode)", async () => {
	using jun = await enter("Jun");
	using ben = await enter("Ben");
	await makeRoom("#inside", jun);
	expect((await answers(ben, "PRIVMSG #inside :x"))[0]).toStartWith("404 Ben #inside ");
	expect(await jun.roundTrip()).toEqual([]);
});

test("protected topic: moderators set it, and others are refused by 482 (Modern IRC, protected topic mode)", async () => {
	using jun = await enter("Jun");
	using tom = await enter("Tom");
	await makeRoom("#topics", jun, tom);
	await answers(jun, "MODE #topics +t");
	await tom.until("MODE", "#topics", "+t");
	expect((await answers(tom, "TOPIC #topics :mine"))[0]).toStartWith("482 Tom #topics ");
	expect(await answers(jun, "TOPIC #topics :ours")).toEqual(["TOPIC #topics ours"]);
	expect(await answers(tom, "TOPIC #topics")).toContain("332 Tom #topics ours");
	expect(await answers(jun, "TOPIC #topics :", "TOPIC #topics")).toEqual([
		"TOPIC #topics ",
		"331 Jun #topics No topic is set",
	]);
	expect(await answers(jun, "TOPIC #nowhere")).toEqual(["403 Jun #nowhere No such channel"]);
});

test("operators: who may not change modes is refused, and so is who is not there (Modern IRC, MODE message)", async () => {
	using jun = await enter("Jun");
	using tom = await enter("Tom");
	using ben = await enter("Ben");
	await makeRoom("#office", jun, tom);
	expect((await answers(tom, "MODE #office +o Tom"))[0]).toStartWith("482 Tom #office ");
	expect(await answers(tom, "MODE #office +m-t")).toHaveLength(1);
	expect((await answers(ben, "MODE #office +o Ben"))[0]).toStartWith("442 Ben #office ");
	expect(await answers(jun, "MODE #office +o nobody-at-all")).toEqual(["401 Jun nobody-at-all No such nick"]);
	expect(await answers(jun, "MODE #office +o Ben")).toEqual(["441 Jun Ben #office They aren't on that channel"]);
	expect(await answers(jun, "MODE #nowhere +o Tom")).toEqual(["403 Jun #nowhere No such channel"]);
	expect(await answers(jun, "MODE #office +xo tom")).toEqual([
		"472 Jun x is unknown mode char to me",
		"MODE #office +o Tom",
	]);
	await tom.until("MODE", "#office", "+o", "Tom");
	// Who made the room moderates it for good.
	expect((await answers(tom, "MODE #office -o Jun"))[0]).toStartWith("482 Tom #office ");
	expect(await answers(tom, "MODE #office +o Jun")).toEqual([]);
	expect(await answers(tom, "MODE #office +v Tom")).toEqual(["MODE #office +v Tom"]);
	expect(await answers(tom, "MODE #office -o Tom")).toEqual(["MODE #office -o Tom"]);
	expect((await answers(tom, "MODE #office +m"))[0]).toStartWith("482 Tom #office ");
});

test("prefixes: the highest one in NAMES, WHO and WHOIS, all of them by multi-prefix (IRCv3 multi-prefix)", async () => {
	using jun = await enter("Jun");
	using tom = await enter("Tom", "multi-prefix");
	using ada = await enter("Ada");
	await makeRoom("#prefixes", jun, tom, ada);
	await answers(jun, "MODE #prefixes +vv Jun Ada");
	for (const client of [tom, ada]) await client.until("MODE", "#prefixes", "+v", "Ada");
	expect((await answers(ada, "NAMES #prefixes"))[0]).toBe("353 Ada = #prefixes +Ada @Jun Tom");
	expect((await answers(tom, "NAMES #prefixes"))[0]).toBe("353 Tom = #prefixes +Ada @+Jun Tom");
	const flags = async (client: RawIrcClient) =>
		(await answers(client, "WHO #prefixes"))
			.filter((line) => line.startsWith("352"))
			.map((line) => line.split(" ").slice(6, 8).join(" "));
	expect(await flags(ada)).toEqual(["Ada H+", "Jun H@", "Tom H"]);
	expect(await flags(tom)).toEqual(["Ada H+", "Jun H@+", "Tom H"]);
	expect(await answers(ada, "WHO #prefixes %nf")).toContain("354 Ada Jun H@");
	const channels = async (client: RawIrcClient) =>
		(await answers(client, "WHOIS Jun")).find((line) => line.startsWith("319"))?.split(" ") ?? [];
	expect(await channels(ada)).toContain("@#prefixes");
	expect(await channels(tom)).toContain("@+#prefixes");
	// Who is no longer in the room is nothing in it.
	await answers(ada, "PART #prefixes", "JOIN #prefixes");
	expect((await answers(tom, "NAMES #prefixes")).at(-2)).toBe("353 Tom = #prefixes Ada @+Jun Tom");
});

test("KICK is told to everybody, with its comment or the name of who did it, and ends the membership (Modern IRC, KICK message)", async () => {
	using jun = await enter("Jun");
	using tom = await enter("Tom");
	using ada = await enter("Ada");
	await makeRoom("#kicks", jun, tom, ada);
	expect(await answers(jun, "KICK #kicks tom :out with you")).toEqual(["KICK #kicks Tom out with you"]);
	for (const client of [tom, ada]) {
		const { source, params } = await client.until("KICK", "#kicks", "Tom");
		expect([source, params[2]]).toEqual(["Jun!Jun@parlour", "out with you"]);
	}
	expect((await answers(tom, "PRIVMSG #kicks :x"))[0]).toStartWith("404 Tom #kicks ");
	expect(await answers(tom, "NAMES #kicks")).toEqual(["366 Tom #kicks End of /NAMES list"]);
	expect(await answers(jun, "KICK #kicks Ada")).toEqual(["KICK #kicks Ada Jun"]);
	// Nobody is banned by it.
	tom.send("JOIN #kicks");
	await tom.until("JOIN", "#kicks");
});

test("PART is told with what is said, for each room (Modern IRC, PART message)", async () => {
	using jun = await enter("Jun");
	using tom = await enter("Tom");
	await makeRoom("#parting", jun, tom);
	await makeRoom("#parting2", jun, tom);
	const lines = await answers(tom, "PART #parting,#parting2 :bye everyone", "PART #parting");
	expect(lines).toEqual([
		"PART #parting bye everyone",
		"PART #parting2 bye everyone",
		"442 Tom #parting You're not on that channel",
	]);
	expect((await jun.until("PART", "#parting", "bye everyone")).source).toBe("Tom!Tom@parlour");
	await jun.until("PART", "#parting2", "bye everyone");
	expect(await answers(jun, "PART #parting")).toEqual(["PART #parting"]);
});

test("names, topics and comments have the lengths that are announced (Modern IRC, CHANNELLEN, TOPICLEN, KICKLEN)", async () => {
	using jun = await enter("Jun");
	using tom = await enter("Tom");
	const longest = `#${"x".repeat(32)}`;
	await makeRoom(longest, jun, tom);
	expect((await answers(jun, `JOIN ${longest}x`))[0]).toStartWith("403 Jun ");
	expect(await answers(jun, `TOPIC ${longest} :${"t".repeat(251)}`)).toEqual([`TOPIC ${longest} ${"t".repeat(250)}`]);
	expect(await answers(jun, `KICK ${longest} Tom :${"k".repeat(251)}`)).toEqual([
		`KICK ${longest} Tom ${"k".repeat(250)}`,
	]);
});

test("KICK of several people, and of as many rooms as people, is a line each (Modern IRC, KICK message)", async () => {
	using jun = await enter("Jun");
	using tom = await enter("Tom");
	using ada = await enter("Ada");
	await makeRoom("#many", jun, tom, ada);
	await makeRoom("#more", jun, tom);
	expect(await answers(jun, "KICK #many,#more Ada,Tom :bye")).toEqual(["KICK #many Ada bye", "KICK #more Tom bye"]);
	await makeRoom("#many", ada);
	for (const client of [jun, tom]) await client.roundTrip();
	expect(await answers(jun, "KICK #many Tom,Ada :bye")).toEqual(["KICK #many Tom bye", "KICK #many Ada bye"]);
	await ada.until("KICK", "#many", "Tom", "bye");
	await ada.until("KICK", "#many", "Ada", "bye");
	expect((await answers(jun, "KICK #many,#more Tom"))[0]).toStartWith("461 Jun KICK ");
});

test("KICK is refused by its numerics (Modern IRC, KICK message)", async () => {
	using jun = await enter("Jun");
	using tom = await enter("Tom");
	using ben = await enter("Ben");
	await makeRoom("#kept", jun, tom);
	expect(await answers(jun, "KICK #kept")).toEqual(["461 Jun KICK Not enough parameters"]);
	expect(await answers(jun, "KICK #nowhere Tom")).toEqual(["403 Jun #nowhere No such channel"]);
	expect(await answers(ben, "KICK #kept Tom")).toEqual(["442 Ben #kept You're not on that channel"]);
	expect((await answers(tom, "KICK #kept Jun"))[0]).toStartWith("482 Tom #kept ");
	expect(await answers(jun, "KICK #kept Ben")).toEqual(["441 Jun Ben #kept They aren't on that channel"]);
	expect(await answers(jun, "KICK #kept nobody-at-all")).toEqual(["401 Jun nobody-at-all No such nick"]);
	await answers(jun, "MODE #kept +o Tom");
	// Nobody removes who made the room, the server's owner and admins apart.
	expect((await answers(tom, "KICK #kept Jun")).at(-1)).toStartWith("482 Tom #kept ");
	expect((await answers(jun, "KICK #lobby Tom"))[0]).toStartWith("482 Jun #lobby ");
});

test("a browser's decisions are MODE and KICK here, and those made here are the browser's", async () => {
	using jun = await enter("Jun");
	await makeRoom("#both", jun);
	const room = (await mara.directory()).find(({ name }) => name === "both");
	if (!room) throw new Error("no such room");
	await mara.join(room.id);
	await jun.until("JOIN", "#both");
	await mara.setRule(room.id, { rule: "announcement", on: true });
	expect((await jun.until("MODE", "#both", "+m")).source).toBe("Mara!Mara@parlour");
	await mara.setRule(room.id, { rule: "key", on: true, value: "beer" });
	await jun.until("MODE", "#both", "+k", "*");
	jun.send("MODE #both +o-m Mara");
	const info = () => mara.rooms.value.get(room.id)?.info.value;
	await until(() => info()?.announcement === undefined && info()?.keyed === true, "the rules in the browser");
	await jun.roundTrip();
	await mara.remove(room.id, "Jun", "enough for today");
	expect((await jun.until("KICK", "#both", "Jun")).params[2]).toBe("enough for today");
});

test("an admin of the server moderates rooms that others made", async () => {
	using jun = await enter("Jun");
	using owner = await enter("Mara");
	await makeRoom("#theirs", jun, owner);
	expect(await answers(owner, "MODE #theirs +m")).toEqual(["MODE #theirs +m"]);
	expect(await answers(owner, "KICK #theirs Jun")).toEqual(["KICK #theirs Jun Mara"]);
});

test("STATUSMSG: @ reaches the moderators and + the speakers too, and nobody else (Modern IRC, PRIVMSG message)", async () => {
	using jun = await enter("Jun", "echo-message");
	using tom = await enter("Tom");
	using ada = await enter("Ada");
	using ben = await enter("Ben");
	await makeRoom("#status", jun, tom, ada, ben);
	await answers(jun, "MODE #status +ov Tom Ada");
	for (const client of [tom, ada, ben]) await client.until("MODE", "#status", "+v", "Ada");
	expect(await answers(jun, "PRIVMSG @#status :for moderators")).toEqual(["PRIVMSG @#status for moderators"]);
	expect((await tom.until("PRIVMSG", "@#status", "for moderators")).source).toBe("Jun!Jun@parlour");
	// Where it is cut, no CTCP request begins.
	const request = `VERSION${"y".repeat(20)}`;
	jun.send(`PRIVMSG @#status :${"x".repeat(455)} \u0001${request}\u0001`);
	await tom.until("PRIVMSG", "@#status", /^x+ $/);
	await tom.until("PRIVMSG", "@#status", request);
	expect(await answers(ben, "NOTICE +#status :for speakers")).toEqual([]);
	for (const client of [jun, tom, ada]) await client.until("NOTICE", "+#status", "for speakers");
	for (const client of [ada, ben]) {
		expect((await client.roundTrip()).filter(({ params }) => params[1] === "for moderators")).toEqual([]);
	}
	expect((await answers(ben, "PRIVMSG @#nowhere :x"))[0]).toStartWith("404 Ben #nowhere ");
});

test("INVITE is refused by its numerics, and nobody has invitations that wait (Modern IRC, INVITE message)", async () => {
	using jun = await enter("Jun");
	using tom = await enter("Tom");
	await makeRoom("#guests", jun);
	expect(await answers(jun, "INVITE")).toEqual(["337 Jun End of /INVITE list"]);
	expect(await answers(jun, "INVITE Tom")).toEqual(["461 Jun INVITE Not enough parameters"]);
	expect(await answers(jun, "INVITE Tom #nowhere")).toEqual(["403 Jun #nowhere No such channel"]);
	expect(await answers(tom, "INVITE Ben #guests")).toEqual(["442 Tom #guests You're not on that channel"]);
	expect(await answers(jun, "INVITE nobody-at-all #guests")).toEqual(["401 Jun nobody-at-all No such nick"]);
	await answers(jun, "INVITE Tom #guests", "MODE #guests +bl Ben 2");
	await tom.until("MODE", "#guests", "+l", "2");
	expect((await answers(tom, "INVITE Ben #guests"))[0]).toStartWith("474 Tom #guests ");
	expect((await answers(tom, "INVITE Ada #guests"))[0]).toStartWith("471 Tom #guests ");
});

test("who writes to somebody who is away is told so (RFC 2812 3.3.1, RPL_AWAY)", async () => {
	using jun = await enter("Jun");
	using tom = await enter("Tom");
	expect((await answers(tom, "AWAY :at sea"))[0]).toStartWith("306");
	expect(await answers(jun, "PRIVMSG Tom :psst")).toEqual(["301 Jun Tom at sea"]);
	expect(await answers(jun, "NOTICE Tom :psst")).toEqual([]);
	await answers(tom, "AWAY");
	expect(await answers(jun, "PRIVMSG Tom :psst")).toEqual([]);
});

test("draft/event-playback: what was decided is in the history (IRCv3 chathistory)", async () => {
	using jun = await enter("Jun", "draft/chathistory", "draft/event-playback");
	using tom = await enter("Tom");
	await makeRoom("#past-rules", jun, tom);
	await answers(jun, "MODE #past-rules +t", "KICK #past-rules Tom :bye");
	const past = await answers(jun, "CHATHISTORY LATEST #past-rules * 10");
	expect(past.slice(1, -1)).toEqual([
		"JOIN #past-rules",
		"JOIN #past-rules",
		"MODE #past-rules +t",
		"KICK #past-rules Tom bye",
	]);
});
