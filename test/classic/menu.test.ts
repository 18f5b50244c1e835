import { expect, test } from "bun:test";
import { ClassicClient, passwordDigest } from "../support/classic-client.ts";
import { hastyClock, startClassicServer } from "./classic-server.ts";

test("somebody signs up and logs in on one connection", async () => {
	await using server = await startClassicServer();
	using client = await ClassicClient.connect(server.port);
	expect(await client.signUp("नमिता")).toBe("<SYSTEM>Y");
	expect(await client.logIn("नमिता")).toBe("<SYSTEM>Y");
});

test("sign-up says no to a name that is taken, too long or unfit, and to what is no digest; the menu goes on", async () => {
	await using server = await startClassicServer();
	using client = await ClassicClient.connect(server.port);
	expect(await client.signUp("ann")).toBe("<SYSTEM>Y");
	expect(await client.signUp("Ann")).toBe("<SYSTEM>N");
	expect(await client.signUp("a".repeat(21))).toBe("<SYSTEM>N");
	expect(await client.signUp("<EXIT>")).toBe("<SYSTEM>N");
	client.send("2", "bob", "secret");
	expect(await client.frame()).toBe("<SYSTEM>N");
	expect(await client.signUp("b".repeat(20))).toBe("<SYSTEM>Y");
});

test("sign-up says no where the host takes no new accounts", async () => {
	await using server = await startClassicServer({ signUp: "closed" });
	using client = await ClassicClient.connect(server.port);
	expect(await client.signUp("ann")).toBe("<SYSTEM>N");
});

test("a log-in has its four answers, and after a no the menu goes on", async () => {
	await using server = await startClassicServer();
	using client = await ClassicClient.connect(server.port);
	await client.signUp("ann");
	expect(await client.logIn("ann", "wrong")).toBe("<SYSTEM>N-I");
	expect(await client.logIn("nobody")).toBe("<SYSTEM>N-I");
	client.send("1", "ann", passwordDigest("secret").toUpperCase());
	expect(await client.frame()).toBe("<SYSTEM>N-I");
	expect(await client.logIn("<EXIT>")).toBe("<SYSTEM>N");

	using other = await ClassicClient.loggedIn(server.port, "ann");
	expect(await client.logIn("ann")).toBe("<SYSTEM>N-A");
	expect(await client.logIn("ann", "wrong")).toBe("<SYSTEM>N-I");
	other.say("<EXIT>");
	await other.closed();
	expect(await client.logIn("ann")).toBe("<SYSTEM>Y");
});

test("of two log-ins at once, one wins", async () => {
	await using server = await startClassicServer();
	using first = await ClassicClient.connect(server.port);
	using second = await ClassicClient.connect(server.port);
	await first.signUp("ann");
	const answers = await Promise.all([first.logIn("ann"), second.logIn("ann")]);
	expect(answers.sort()).toEqual(["<SYSTEM>N-A", "<SYSTEM>Y"]);
});

test("a right password that comes too soon after wrong ones has to wait, and is not called wrong", async () => {
	await using server = await startClassicServer({ clock: hastyClock() });
	using client = await ClassicClient.connect(server.port);
	await client.signUp("ann");
	for (let attempt = 0; attempt < 22; attempt++) expect(await client.logIn("ann", "wrong")).toBe("<SYSTEM>N-I");
	const tooSoon = () => server.logLines.filter(({ fields: { code } }) => code === "rate_limited").length;
	const before = tooSoon();
	expect(before).toBeGreaterThan(0);
	expect(await client.logIn("ann")).toBe("<SYSTEM>Y");
	expect(tooSoon()).toBeGreaterThan(before);
}, 20_000);

test("3 closes", async () => {
	await using server = await startClassicServer();
	using client = await ClassicClient.connect(server.port);
	client.send("3");
	expect(await client.closed()).toBe("");
});

test.each(["4", "", "11", "<START>hello"])("%p is no choice: the client is told to exit", async (choice) => {
	await using server = await startClassicServer();
	using client = await ClassicClient.connect(server.port);
	client.send(choice);
	expect(await client.closed()).toBe("0006<EXIT>");
});

test("the log tells of connections and log-ins, and of no password", async () => {
	await using server = await startClassicServer();
	using client = await ClassicClient.connect(server.port);
	await client.signUp("ann");
	await client.logIn("ann");
	client.say("a secret plan");
	client.say("<EXIT>");
	await client.closed();
	await server.stop();
	expect(server.logLines.map(({ event }) => event)).toEqual(["connection", "sign-up", "log-in", "disconnection"]);
	expect(server.logLines.at(-1)?.fields).toEqual({
		gateway: "classic",
		address: "127.0.0.1",
		user: "ann",
		why: "left",
	});
	expect(JSON.stringify(server.logLines)).not.toMatch(/[0-9a-f]{64}|secret/);
});

test("from one address, 200 may be connected without having logged in", async () => {
	await using server = await startClassicServer();
	const clients = await Promise.all(Array.from({ length: 200 }, () => ClassicClient.connect(server.port)));
	// Each is known to have been let in before the next one tries.
	await Promise.all(clients.map((client) => client.logIn("<EXIT>")));
	using tooMany = await ClassicClient.connect(server.port);
	await tooMany.closed();
	expect(server.logLines.at(-1)).toMatchObject({ event: "connection refused" });

	clients[0]?.send("3");
	await clients[0]?.closed();
	using again = await ClassicClient.connect(server.port);
	expect(await again.logIn("<EXIT>")).toBe("<SYSTEM>N");
	for (const client of clients) client[Symbol.dispose]();
});
