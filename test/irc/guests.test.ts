import { afterAll, beforeAll, expect, test } from "bun:test";
import { eventually } from "../support/eventually.ts";
import { RawIrcClient } from "../support/irc-client.ts";
import { type RunningParlour, startParlour } from "../support/parlour.ts";
import { newPerson, PASSWORD, signUp, textsOf, until } from "../support/person.ts";

let server: RunningParlour;
beforeAll(async () => {
	server = await startParlour({ args: ["--guests", "--unlimited"] });
	await signUp(server.url, "Mara");
});
afterAll(() => server[Symbol.asyncDispose]());

async function guest(nick: string, ...capabilities: string[]): Promise<RawIrcClient> {
	const client = await RawIrcClient.connect(server.ircPort);
	if (capabilities.length > 0) client.send("CAP LS 302", `CAP REQ :${capabilities.join(" ")}`);
	client.send(`NICK ${nick}`, `USER ${nick.toLowerCase()}user 0 * :The real ${nick}`);
	if (capabilities.length > 0) client.send("CAP END");
	await client.until("001", nick);
	await client.roundTrip();
	return client;
}

async function join(room: string, ...clients: RawIrcClient[]): Promise<void> {
	for (const client of clients) {
		client.send(`JOIN ${room}`);
		await client.until("366", /.*/, room);
	}
	for (const client of clients) await client.roundTrip();
}

test("NICK and USER alone bring a guest in, who is in no room yet (RFC 2812 3.1)", async () => {
	using jo = await RawIrcClient.connect(server.ircPort);
	jo.send("NICK Jo1", "USER jo 0 * :Jo");
	for (const numeric of ["001", "002", "003", "004", "005"]) await jo.until(numeric, "Jo1");
	expect((await jo.roundTrip()).map(({ command }) => command)).not.toContain("JOIN");
});

test("a name that is taken is answered by 433, one that cannot be by 432, and another may be said (RFC 2812 3.1.2)", async () => {
	using _ = await guest("First");
	using jo = await RawIrcClient.connect(server.ircPort);
	jo.send("NICK mara", "USER jo 0 * :Jo");
	await jo.until("433", "*", "mara");
	for (const [nick, numeric] of [
		["FIRST", "433"],
		["F1rst", "433"],
		["a[b]", "432"],
		["system", "432"],
		["n".repeat(33), "432"],
	] as const) {
		jo.send(`NICK ${nick}`);
		await jo.until(numeric, "*", nick);
	}
	jo.send("NICK Second");
	await jo.until("001", "Second");
});

test("a guest makes a room and is its operator; others join it and hear each other", async () => {
	using ann = await guest("Ann");
	using bob = await guest("Bob");
	await join("#garden", ann, bob);
	bob.send("NAMES #garden");
	expect((await bob.until("353")).params[3]?.split(" ").sort()).toEqual(["@Ann", "Bob"]);
	ann.send("PRIVMSG #garden :hello all");
	const said = await bob.until("PRIVMSG", "#garden", "hello all");
	expect(said.source).toBe("Ann!Ann@parlour");
	ann.send("MODE #garden +m");
	await bob.until("MODE", "#garden", "+m");
	bob.send("PRIVMSG #garden :may I");
	await bob.until("404", "Bob", "#garden");
	ann.send("KICK #garden Bob :enough");
	await bob.until("KICK", "#garden", "Bob", "enough");
	ann.send("PART #garden");
	await ann.until("PART", "#garden");
});

test("NICK changes a guest's name, which the others are told of, and frees the old one", async () => {
	using cy = await guest("Cy", "labeled-response", "batch");
	using dee = await guest("Dee");
	using far = await guest("Far");
	await join("#pond", cy, dee);
	cy.send("@label=n1 NICK Cyd");
	const own = await cy.until("NICK", "Cyd");
	expect(own.tags.get("label")).toBe("n1");
	expect((await dee.until("NICK", "Cyd")).source).toBe("Cy!Cy@parlour");
	cy.send("NICK dee");
	await cy.until("433", "Cyd", "dee");
	cy.send("NICK MARA");
	await cy.until("433", "Cyd", "MARA");
	cy.send("NICK system");
	await cy.until("432", "Cyd", "system");
	cy.send("NICK CYD");
	await cy.until("NICK", "CYD");
	cy.send("PRIVMSG #pond :still me");
	await dee.until("NICK", "CYD");
	expect((await dee.until("PRIVMSG", "#pond", "still me")).source).toBe("CYD!CYD@parlour");
	far.send("NICK Cy");
	await far.until("NICK", "Cy");
	expect((await far.roundTrip()).map(({ command }) => command)).not.toContain("NICK");
});

test("a guest's QUIT is told once to those who shared a room, leaves every room, and frees the name at once", async () => {
	using eve = await guest("Eve");
	using fay = await guest("Fay");
	using out = await guest("Out");
	await join("#hill", eve, fay);
	await join("#lake", eve, fay);
	eve.send("QUIT :gone fishing");
	const quit = await fay.until("QUIT", /gone fishing/);
	expect(quit.source).toBe("Eve!Eve@parlour");
	fay.send("NAMES #hill");
	expect((await fay.until("353")).params[3]).toBe("Fay");
	using again = await guest("Eve");
	again.send("PING x");
	const rest = [...(await fay.roundTrip()), ...(await out.roundTrip())].map(({ command }) => command);
	for (const command of ["QUIT", "PART", "AWAY"]) expect(rest).not.toContain(command);
});

test("a guest whose connection breaks has quit", async () => {
	const gus = await guest("Gus");
	using hal = await guest("Hal");
	await join("#moor", gus, hal);
	gus[Symbol.dispose]();
	expect((await hal.until("QUIT")).source).toBe("Gus!Gus@parlour");
});

test("WHOIS and WHOX tell that a guest has no account, and what their client said of them", async () => {
	using ida = await guest("Ida");
	ida.send("WHOIS ida");
	expect((await ida.until("311")).params.slice(1)).toEqual(["Ida", "idauser", "parlour", "*", "The real Ida"]);
	await ida.until("312", "Ida", "Ida", "parlour", /guest/);
	ida.send("WHOIS Ida");
	expect((await ida.roundTrip()).map(({ command }) => command)).not.toContain("330");
	ida.send("WHO Ida %uanr");
	expect((await ida.until("354")).params.slice(1)).toEqual(["idauser", "Ida", "0", "The real Ida"]);
	ida.send("WHO Ida");
	expect((await ida.until("352")).params[2]).toBe("idauser");
});

test("account-tag and extended-join have no account for a guest", async () => {
	using ivy = await guest("Ivy", "account-tag", "extended-join", "message-tags", "echo-message");
	using joe = await guest("Joe");
	await join("#dune", ivy);
	await join("#dune", joe);
	await ivy.until("JOIN", "#dune", "*", "The real Joe");
	joe.send("PRIVMSG #dune :hi");
	expect((await ivy.until("PRIVMSG", "#dune", "hi")).tags.has("account")).toBe(false);
});

test("a guest and a browser talk in the lobby, where the guest is shown as one", async () => {
	const asha = await newPerson(server.url, "Asha");
	const [lobby] = [...asha.rooms.value.values()];
	if (!lobby) throw new Error("no lobby");
	using kim = await guest("Kim");
	await join("#lobby", kim);
	kim.send("PRIVMSG #lobby :from afar");
	await until(() => textsOf(lobby).includes("from afar"), "the guest's words");
	const said = lobby.messages.value.find(({ body }) => body === "from afar");
	expect(said?.author).toMatchObject({ name: "Kim", guest: true });
	asha.post(lobby.id, "welcome");
	await kim.until("PRIVMSG", "#lobby", "welcome");
	kim.send("NICK Kimberly");
	await until(
		() => said !== undefined && asha.people.nameOf(said.author ?? { id: 0, name: "" }) === "Kimberly (guest)",
		"name",
	);
	kim.send("QUIT");
	await until(
		() => lobby.messages.value.some(({ event, author }) => event === "left" && author?.name === "Kimberly"),
		"left",
	);
	asha.stop();
});

test("MONITOR follows a guest's names", async () => {
	using lea = await guest("Lea");
	using max = await guest("Max");
	lea.send("MONITOR + Max,Maximus");
	await lea.until("730", "Lea", /^Max!/);
	await lea.until("731", "Lea", "Maximus");
	max.send("NICK Maximus");
	await lea.until("731", "Lea", "Max");
	await lea.until("730", "Lea", /^Maximus!/);
	max.send("QUIT");
	await lea.until("731", "Lea", "Maximus");
});

test("REGISTER makes an account of a guest, who keeps the name and the rooms (draft/account-registration)", async () => {
	using ned = await guest("Ned");
	using ola = await guest("Ola", "account-notify", "account-tag", "message-tags");
	await join("#cove", ned, ola);
	ned.send("REGISTER mara * longenough");
	await ned.until("FAIL", "REGISTER", "ACCOUNT_EXISTS", "mara");
	ned.send("REGISTER * * longenough");
	await ned.until("REGISTER", "SUCCESS", "Ned");
	await ned.until("900", "Ned");
	expect((await ola.until("ACCOUNT", "Ned")).source).toBe("Ned!Ned@parlour");
	ned.send("PRIVMSG #cove :settled", "NICK Another");
	expect((await ola.until("PRIVMSG", "#cove", "settled")).tags.get("account")).toBe("Ned");
	await ned.until("432", "Ned", "Another");
	ned.send("QUIT");
	await ned.end();
	ola.send("NAMES #cove");
	expect((await ola.until("353")).params[3]).toContain("Ned");
	using back = await RawIrcClient.connect(server.ircPort);
	back.send("PASS Ned:longenough", "NICK x", "USER x 0 * :x");
	await back.until("001", "Ned");
	await back.until("JOIN", "#cove");
});

test("REGISTER by another name is that name from then on", async () => {
	using nia = await guest("Nia", "labeled-response", "batch");
	using oz = await guest("Oz", "account-notify");
	await join("#bank", nia, oz);
	nia.send("REGISTER Niamh * longenough");
	await nia.until("NICK", "Niamh");
	await nia.until("REGISTER", "SUCCESS", "Niamh");
	expect((await oz.until("ACCOUNT", "Niamh")).source).toBe("Nia!Nia@parlour");
	expect((await oz.until("NICK", "Niamh")).source).toBe("Nia!Nia@parlour");
	using _ = await guest("Nia");
});

test("a guest who logs in by SASL is the account from then on, and the guest has left (IRCv3 sasl-3.2)", async () => {
	using pia = await guest("Pia", "sasl");
	using quin = await guest("Quin");
	await join("#fjord", pia, quin);
	pia.send("AUTHENTICATE PLAIN");
	await pia.until("AUTHENTICATE", "+");
	pia.send(`AUTHENTICATE ${btoa(`\0Mara\0${PASSWORD}`)}`);
	await pia.until("900", "Pia", "Pia!Pia@parlour", "Mara");
	await pia.until("903", "Pia");
	await pia.until("PART", "#fjord");
	await pia.until("NICK", "Mara");
	await pia.until("JOIN", "#lobby");
	await quin.until("QUIT", /Mara/);
	using _ = await guest("Pia");
	pia.send("WHOIS Mara");
	await pia.until("330", "Mara", "Mara", "Mara");
	pia.send("AUTHENTICATE PLAIN");
	await pia.until("907");
});

test("without --guests nobody comes in so, and the server says how to", async () => {
	await using closed = await startParlour();
	using jo = await RawIrcClient.connect(closed.ircPort);
	jo.send("NICK Jo", "USER jo 0 * :Jo");
	await jo.until("464");
	await jo.end();
});

test("guests who were here when the server was killed have left when it starts again, and their names are free", async () => {
	const first = await startParlour({ args: ["--guests", "--unlimited"] });
	const token = await signUp(first.url, "Asha");
	const rae = await RawIrcClient.connect(first.ircPort);
	rae.send("NICK Rae", "USER rae 0 * :Rae", "JOIN #keep");
	await rae.until("366");
	await first.kill();
	rae[Symbol.dispose]();
	await using again = await startParlour({ data: first.data, args: ["--guests", "--unlimited"] });
	using sam = await RawIrcClient.connect(again.ircPort);
	sam.send("NICK Rae", "USER sam 0 * :Sam", "JOIN #keep");
	expect((await sam.until("353")).params[3]).toBe("@Rae");
	expect(token).not.toBe("");
});

test("many who join what is not there yet at once are all in one room, with one operator", async () => {
	const clients = await Promise.all(Array.from({ length: 20 }, (_, n) => guest(`Crowd_${n}_`)));
	for (const client of clients) client.send("JOIN #rush");
	for (const client of clients) await client.until("366", /.*/, "#rush");
	const [first = expect.unreachable()] = clients;
	await first.roundTrip();
	first.send("NAMES #rush");
	const names = (await first.roundTrip()).filter(({ command }) => command === "353");
	const shown = names.flatMap(({ params }) => (params[3] ?? "").split(" "));
	expect(shown).toHaveLength(20);
	expect(shown.filter((name) => name.startsWith("@"))).toHaveLength(1);
	for (const client of clients) client[Symbol.dispose]();
});

test("a guest whose connection breaks in the middle of a JOIN is no ghost in the room", async () => {
	using host = await guest("Host1");
	await join("#ghosts", host);
	const clients = await Promise.all(Array.from({ length: 20 }, (_, n) => guest(`Ghost_${n}_`)));
	for (const client of clients) {
		client.send("JOIN #ghosts");
		client[Symbol.dispose]();
	}
	await eventually(async () => {
		host.send("ISON Ghost_0_ Ghost_19_", "NAMES #ghosts");
		const lines = await host.roundTrip();
		const [online, names] = ["303", "353"].map((numeric) => lines.find(({ command }) => command === numeric));
		return online?.params[1]?.trim() === "" && names?.params[3] === "@Host1";
	}, "only the host in the room");
	for (let n = 0; n < 20; n += 5) (await guest(`Ghost_${n}_`))[Symbol.dispose]();
});
