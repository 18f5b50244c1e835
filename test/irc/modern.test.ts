import { afterAll, beforeAll, expect, test } from "bun:test";
import { RawIrcClient } from "../support/irc-client.ts";
import { type RunningParlour, startParlour } from "../support/parlour.ts";
import { PASSWORD, signUp } from "../support/person.ts";

/**
 * The commands of the Modern IRC document in its order, each with every numeric that it names and that this server ever
 * has an occasion for. It has no message of the day (372, 375, 376), no limit of rooms (405), no second server, and
 * tells nobody's address (276, 338, 378) or idleness (317).
 */
let server: RunningParlour;
/** Mara is the owner; Jun made #room and #private, where Tom, an operator by OPER, is too; Ada is in neither. */
const here: Record<string, RawIrcClient> = {};
beforeAll(async () => {
	server = await startParlour({ args: ["--unlimited", "--announce", "off"] });
	for (const name of ["Mara", "Jun", "Tom", "Ada"]) await signUp(server.url, name);
	for (const name of ["Mara", "Jun", "Tom", "Ada"]) {
		here[name] = await RawIrcClient.loggedIn(server.ircPort, name, PASSWORD);
	}
	await says("Jun", "JOIN #room,#private,#full,#banned,#keyed,#topicless");
	await says("Tom", "JOIN #room,#private");
	await says("Jun", "TOPIC #room :the tide", "MODE #room +tbeI Ada x y", "MODE #private +i", "MODE #full +l 1");
	await says("Jun", "MODE #banned +b Ada", "MODE #keyed +k word");
	await says("Tom", `OPER Mara :${PASSWORD}`);
	for (const client of Object.values(here)) await client.roundTrip();
});
afterAll(async () => {
	for (const client of Object.values(here)) client[Symbol.dispose]();
	await server[Symbol.asyncDispose]();
});

/** Sends, and gives the commands and numerics of what comes back. */
async function says(name: string, ...lines: string[]): Promise<string[]> {
	const client = here[name];
	if (!client) throw new Error(`nobody is ${name}`);
	client.send(...lines);
	return (await client.roundTrip()).map(({ command }) => command);
}

async function beforeTheWelcome(...lines: string[]): Promise<string[]> {
	using client = await RawIrcClient.connect(server.ircPort);
	client.send(...lines);
	return (await client.roundTrip()).map(({ command }) => command);
}

const plain = Buffer.from(`\0Ada\0${PASSWORD}`).toString("base64");

test.each([
	["CAP", ["CAP NONSENSE"], ["410"]],
	["AUTHENTICATE", ["CAP REQ sasl", "AUTHENTICATE X"], ["CAP", "908", "904"]],
	["AUTHENTICATE", ["CAP REQ sasl", "AUTHENTICATE PLAIN", "AUTHENTICATE *"], ["CAP", "AUTHENTICATE", "906"]],
	[
		"AUTHENTICATE",
		["CAP REQ sasl", "NICK a", "AUTHENTICATE PLAIN", `AUTHENTICATE ${plain}`, "AUTHENTICATE PLAIN"],
		["CAP", "AUTHENTICATE", "900", "903", "907"],
	],
	["PASS", ["PASS"], ["461"]],
	["NICK", ["NICK", "NICK #x"], ["431", "432"]],
	["USER", ["USER x", "USER : 0 * :x"], ["461", "461"]],
	["what is for later", ["JOIN #room", "NONSENSE"], ["451", "451"]],
])("Modern IRC, Connection Messages: before the welcome, %s with %p is answered by %p", async (_, lines, numerics) => {
	expect(await beforeTheWelcome(...lines)).toEqual(numerics);
});

test.each([
	// Connection Messages
	["Ada", "PASS x", ["462"]],
	["Ada", "USER a 0 * :a", ["462"]],
	["Ada", "NICK", ["431"]],
	["Ada", "NICK #x", ["432"]],
	["Ada", "PING", ["409"]],
	["Ada", "PING x", ["PONG"]],
	["Ada", "OPER", ["461"]],
	["Ada", "OPER Mara wrong", ["464"]],
	["Ada", `OPER Tom :${PASSWORD}`, ["491"]],
	["Tom", `OPER Mara :${PASSWORD}`, ["381", "MODE"]],
	// Channel Operations
	["Ada", "JOIN", ["461"]],
	["Ada", "JOIN nothing", ["403"]],
	["Ada", "JOIN #keyed", ["475"]],
	["Ada", "JOIN #banned", ["474"]],
	["Ada", "JOIN #full", ["471"]],
	["Ada", "JOIN #private", ["473"]],
	["Ada", "JOIN #made", ["JOIN", "353", "366"]],
	["Mara", "JOIN #room", ["JOIN", "332", "333", "353", "366"]],
	["Ada", "PART", ["461"]],
	["Ada", "PART #nowhere", ["403"]],
	["Ada", "PART #room", ["442"]],
	["Ada", "TOPIC", ["461"]],
	["Ada", "TOPIC #nowhere", ["403"]],
	["Ada", "TOPIC #room", ["442"]],
	["Jun", "TOPIC #topicless", ["331"]],
	["Jun", "NAMES #room", ["353", "366"]],
	["Ada", "NAMES #room", ["366"]],
	["Ada", "NAMES #nowhere", ["366"]],
	["Mara", "NAMES", ["353", "353", "366"]],
	["Ada", "LIST #room", ["321", "322", "323"]],
	["Ada", "LIST #private", ["321", "323"]],
	["Ada", "INVITE", ["337"]],
	["Ada", "INVITE Tom", ["461"]],
	["Ada", "INVITE Tom #nowhere", ["403"]],
	["Ada", "INVITE Tom #room", ["442"]],
	["Jun", "INVITE Tom #room", ["443"]],
	["Jun", "INVITE nobody-at-all #room", ["401"]],
	["Jun", "INVITE Ada #topicless", ["341", "JOIN"]],
	["Ada", "KICK", ["461"]],
	["Ada", "KICK #nowhere Tom", ["403"]],
	["Ada", "KICK #room Tom", ["442"]],
	["Ada", "KICK #lobby Tom", ["482"]],
	["Jun", "KICK #room Ada", ["441"]],
	// Server Queries and Commands
	["Jun", "MOTD", ["422"]],
	["Jun", "MOTD elsewhere.example", ["402"]],
	["Jun", "VERSION elsewhere.example", ["402"]],
	["Jun", "ADMIN", ["256", "257", "258", "259"]],
	["Jun", "ADMIN elsewhere.example", ["402"]],
	["Jun", "CONNECT", ["461"]],
	["Jun", "CONNECT elsewhere.example", ["481"]],
	["Mara", "CONNECT elsewhere.example", ["723"]],
	["Jun", "LINKS", ["364", "365"]],
	["Jun", "LUSERS", ["251", "252", "253", "254", "255", "265", "266"]],
	["Jun", "TIME", ["391"]],
	["Jun", "TIME Tom", ["391"]],
	["Jun", "TIME elsewhere.example", ["402"]],
	["Jun", "STATS", ["461"]],
	["Jun", "STATS u", ["242", "219"]],
	["Jun", "HELP :unknown subject", ["524"]],
	["Jun", "HELP PART", ["704", "705", "706"]],
	["Jun", "HELP MODE", ["704", "705", "705", "706"]],
	["Jun", "INFO", ["371", "371", "371", "374"]],
	["Ada", "MODE nobody-at-all", ["401"]],
	["Ada", "MODE Tom", ["502"]],
	["Ada", "MODE Ada", ["221"]],
	["Ada", "MODE Ada +Z", ["501"]],
	["Ada", "MODE Ada +w", ["MODE"]],
	["Ada", "MODE #nowhere", ["403"]],
	["Ada", "MODE #room", ["324"]],
	["Jun", "MODE #room", ["324", "329"]],
	["Ada", "MODE #lobby +m", ["482"]],
	["Jun", "MODE #room b", ["367", "368"]],
	["Jun", "MODE #room e", ["348", "349"]],
	["Jun", "MODE #room I", ["346", "347"]],
	["Jun", "MODE #room +y", ["472"]],
	["Jun", "MODE #room +l x", ["696"]],
	["Jun", "MODE #room +k :a b", ["696"]],
	["Jun", "MODE #room +o Ada", ["441"]],
	["Jun", "MODE #room +v Tom", ["MODE"]],
	// Sending Messages
	["Ada", "PRIVMSG", ["411"]],
	["Ada", "PRIVMSG #lobby", ["412"]],
	["Ada", "PRIVMSG nobody-at-all :x", ["401"]],
	["Ada", "PRIVMSG #room :x", ["404"]],
	["Ada", "PRIVMSG a,b,c,d,e :x", ["407"]],
	["Ada", "NOTICE #room :x", []],
	// User-Based Queries
	["Jun", "WHO #banned", ["352", "315"]],
	["Jun", "WHO nobody-at-all", ["315"]],
	["Jun", "WHOIS", ["431"]],
	["Jun", "WHOIS nobody-at-all", ["401", "318"]],
	["Jun", "WHOIS elsewhere.example Tom", ["311", "319", "312", "313", "330", "318"]],
	["Jun", "WHOIS Mara", ["311", "319", "312", "313", "330", "318"]],
	["Jun", "WHOWAS", ["431"]],
	["Jun", "WHOWAS nobody-at-all", ["406", "369"]],
	["Jun", "WHOWAS Tom", ["314", "312", "369"]],
	// Operator Messages
	["Ada", "KILL", ["461"]],
	["Ada", "KILL Tom :x", ["481"]],
	["Mara", "KILL nobody-at-all :x", ["401"]],
	["Mara", "KILL PARLOUR :x", ["483"]],
	["Ada", "REHASH", ["481"]],
	["Ada", "RESTART", ["481"]],
	["Ada", "SQUIT x", ["461"]],
	["Ada", "SQUIT elsewhere.example :x", ["481"]],
	// Optional Messages
	["Ada", "AWAY :at sea", ["306"]],
	["Ada", "AWAY", ["305"]],
	["Ada", "USERHOST", ["461"]],
	["Ada", "USERHOST Tom", ["302"]],
	["Ada", "WALLOPS", ["461"]],
	["Ada", "WALLOPS :x", ["481"]],
	["Ada", "SUMMON Tom", ["421"]],
])("Modern IRC: %s says %s, and is answered by %p", async (name, line, numerics) => {
	await here[name]?.roundTrip();
	expect(await says(name, line)).toEqual(numerics);
});

test("Modern IRC: a line that is too long (417), and QUIT, which ERROR answers", async () => {
	using irc = await RawIrcClient.loggedIn(server.ircPort, "Ada", PASSWORD);
	irc.send(`PRIVMSG #lobby :${"x".repeat(600)}`);
	await irc.until("417", "Ada");
	irc.send("QUIT :bye");
	await irc.until("ERROR");
	await irc.end();
});

test("Modern IRC: RPL_USERHOST marks operators and who is away, whom RPL_AWAY tells of; RPL_WHOREPLY marks operators", async () => {
	await says("Jun", "AWAY :at sea");
	expect(await says("Mara", "PRIVMSG Jun :x")).toEqual(["301"]);
	here["Ada"]?.send("USERHOST Tom Jun", "WHO Tom");
	expect((await here["Ada"]?.until("302"))?.params[1]).toBe("Tom*=+Tom@parlour Jun=-Jun@parlour");
	expect((await here["Ada"]?.until("352"))?.params[6]).toBe("H*");
	await says("Jun", "AWAY");
});
