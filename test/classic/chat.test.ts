import { expect, test } from "bun:test";
import { ClassicClient, clientFrame, clientMessage, passwordDigest } from "../support/classic-client.ts";
import { type ClassicServer, hastyClock, startClassicServer } from "./classic-server.ts";

async function signUp(server: ClassicServer, ...names: string[]): Promise<void> {
	for (const name of names) {
		await server.core.accounts.signUp(
			{ name, passwordDigest: passwordDigest("secret") },
			{ gateway: "test", address: "127.0.0.1" },
		);
	}
}

/** Logged in, and all have seen all arrive. */
async function gather(server: ClassicServer, ...names: string[]): Promise<ClassicClient[]> {
	await signUp(server, ...names);
	const clients: ClassicClient[] = [];
	for (const name of names) {
		clients.push(await ClassicClient.loggedIn(server.port, name));
		for (const client of clients) await client.untilText(`${name} has joined the chat!`);
	}
	return clients;
}

const PAIR = ["ann", "bob"] as const;

test("a message reaches everybody, its sender too, with name and time; the name is told once in a row", async () => {
	await using server = await startClassicServer();
	const [ann, bob] = await gather(server, ...PAIR);
	ann?.say("hello");
	for (const client of [ann, bob]) {
		const shown = await client?.shown();
		expect(shown).toMatchObject({ kind: "person", text: "[ann]: hello" });
		expect(shown?.time).toMatch(/^\[\d\d:\d\d\]$/);
	}
	ann?.say("again");
	expect((await bob?.shown())?.text).toBe("again");
	bob?.say("yes?");
	expect((await bob?.shown())?.text).toBe("[bob]: yes?");
	await server.core.messages.say("Lunch");
	expect(await bob?.shown()).toMatchObject({ kind: "system", text: "Host: Lunch" });
	bob?.say("good");
	expect((await bob?.shown())?.text).toBe("[bob]: good");
});

test.each([
	"नमस्ते, आप कैसे हैं?",
	"你好,今天吃什么?",
	"👩‍👩‍👧‍👦 🇮🇳 ✌🏽 é",
	"a line\nand another",
	"<START>not a slice<END>",
	"[bob]: quoted [12:00]",
])("text arrives as it was sent: %p", async (text) => {
	await using server = await startClassicServer();
	const [ann, bob] = await gather(server, ...PAIR);
	ann?.say(text);
	expect((await bob?.shown())?.text).toBe(`[ann]: ${text}`);
});

test.each(["x", "é", "语", "😀"])("5,000 characters go both ways in one message: %s", async (char) => {
	await using server = await startClassicServer();
	const [ann, bob] = await gather(server, ...PAIR);
	const text = Array.from({ length: 5000 }, (_, index) => (index % 50 === 0 ? "|" : char)).join("");
	ann?.say(text);
	expect((await bob?.shown())?.text).toBe(`[ann]: ${text}`);
	expect((await ann?.shown())?.text).toBe(`[ann]: ${text}`);
});

test("a conversation that comes byte by byte is understood", async () => {
	await using server = await startClassicServer();
	await signUp(server, "ann");
	using ann = await ClassicClient.connect(server.port);
	const logIn = ["1", "ann", passwordDigest("secret")].map(clientFrame);
	await ann.sendSlowly(Buffer.concat([...logIn, clientMessage("héllo 😀")]));
	expect(await ann.frame()).toBe("<SYSTEM>Y");
	await ann.untilText("[ann]: héllo 😀");
});

test("whoever comes finds history, welcome and their arrival, in that order; deleted messages are gone", async () => {
	await using server = await startClassicServer({ historyLines: 3 });
	const [ann] = await gather(server, "ann");
	for (const text of ["one", "two", "three", "four"]) {
		ann?.say(text);
		await ann?.shown();
	}
	const account = await server.core.accounts.find("ann");
	const lobby = (await server.core.rooms.lobby()).id;
	const person = server.core.presence.get(account.id);
	if (!person) throw new Error("ann is not online");
	const page = await server.core.history.page(person, lobby);
	const seqOf = (body: string) => page.messages.find((message) => message.body === body)?.seq ?? 0;
	await server.core.messages.delete(person, { room: lobby, seq: seqOf("two") });
	await server.core.messages.edit(person, { room: lobby, seq: seqOf("three"), body: "THREE" });
	expect((await ann?.shown())?.text).toBe("THREE (edited)");

	await signUp(server, "bob");
	using bob = await ClassicClient.connect(server.port);
	await bob.logIn("bob");
	const seen = await bob.untilText("bob has joined the chat!");
	expect(seen.map(({ text }) => text)).toEqual([
		"[ann]: one",
		"THREE",
		"four",
		"**** Welcome ! If you ever want to quit, type <EXIT> to Exit****",
		"bob has joined the chat!",
	]);
});

test("replies in threads are not hidden: they come with whom they answer; reactions and pins are no lines", async () => {
	await using server = await startClassicServer();
	const [ann, bob] = await gather(server, ...PAIR);
	const { messages, presence, rooms } = server.core;
	const lobby = (await rooms.lobby()).id;
	const person = async (name: string) => {
		const found = presence.get((await server.core.accounts.find(name)).id);
		return found ?? expect.unreachable();
	};
	const asBob = await person("bob");
	const root = await messages.post(await person("ann"), { room: lobby, body: "who comes?", nonce: null });
	expect((await bob?.shown())?.text).toBe("[ann]: who comes?");
	await messages.react(asBob, { room: lobby, seq: root.seq }, "👍", true);
	await messages.pin(asBob, { room: lobby, seq: root.seq }, true);
	const reply = { room: lobby, nonce: null, thread: root.seq };
	await messages.post(asBob, { ...reply, body: "I do" });
	await messages.post(asBob, { ...reply, body: "and Jun", inRoom: true });
	for (const client of [ann, bob]) {
		const lines = await client?.untilText("↳ ann: and Jun");
		expect(lines?.map(({ text }) => text).slice(-2)).toEqual(["[bob]: ↳ ann: I do", "↳ ann: and Jun"]);
	}
	await signUp(server, "cy");
	using cy = await ClassicClient.connect(server.port);
	await cy.logIn("cy");
	const seen = await cy.untilText("cy has joined the chat!");
	expect(seen.map(({ text }) => text).slice(-4, -2)).toEqual(["[ann]: who comes? (2 replies)", "[bob]: ↳ and Jun"]);
});

test("a history larger than any buffer arrives whole", async () => {
	await using server = await startClassicServer({ unlimited: true });
	await signUp(server, "ann", "bob");
	const author = await server.core.accounts.find("ann");
	const lobby = (await server.core.rooms.lobby()).id;
	const bodies = Array.from({ length: 450 }, (_, index) => `${index} ${"语".repeat(4000)}`);
	await Promise.all(
		bodies.map((body) => server.store.postMessage({ room: lobby, author, body, nonce: null, at: Date.now() })),
	);
	using bob = await ClassicClient.connect(server.port);
	await bob.logIn("bob");
	const seen = await bob.until(({ kind }) => kind === "system");
	expect(seen.slice(0, -1).map(({ text }) => text.replace("[ann]: ", ""))).toEqual(bodies);
	expect(server.faults).toEqual([]);
});

test("while somebody posts without pause, whoever logs in sees everything once and in order", async () => {
	await using server = await startClassicServer({ unlimited: true, historyLines: 5000 });
	const [ann] = await gather(server, "ann");
	await signUp(server, "bob", "cy", "dee");
	let posting = true;
	let posted = 0;
	const talk = (async () => {
		while (posting) {
			ann?.say(`#${posted++}`);
			await ann?.shown();
		}
	})();
	const watch = async (name: string) => {
		using client = await ClassicClient.connect(server.port);
		await client.logIn(name);
		const history = await client.until(({ text }) => text.startsWith("**** Welcome"));
		const arrival = await client.untilText(`${name} has joined the chat!`);
		const goal = posted + 50;
		const after = await client.until(({ text }) => Number(text.split("#")[1]) >= goal);
		const texts = [...history, ...arrival, ...after].map(({ text }) => text);
		const numbers = texts.filter((text) => text.includes("#")).map((text) => Number(text.split("#")[1]));
		expect(numbers).toEqual([...numbers.keys()]);
	};
	try {
		for (let round = 0; round < 8; round++) await Promise.all(["bob", "cy", "dee"].map(watch));
	} finally {
		posting = false;
		await talk;
	}
}, 30_000);

test("a stream of messages that is faster than allowed is slowed down, and loses nothing", async () => {
	await using server = await startClassicServer({ clock: hastyClock() });
	const [ann, bob] = await gather(server, ...PAIR);
	const texts = Array.from({ length: 120 }, (_, index) => `message ${index}`);
	ann?.sendBytes(Buffer.concat(texts.map(clientMessage)));
	for (const text of texts) expect((await bob?.shown())?.text.replace("[ann]: ", "")).toBe(text);
});

test("a client that sends much and goes at once has said all of it before it left", async () => {
	await using server = await startClassicServer({ clock: hastyClock() });
	const [ann, bob] = await gather(server, ...PAIR);
	const texts = Array.from({ length: 60 }, (_, index) => `message ${index}`);
	ann?.sendBytes(Buffer.concat(texts.map(clientMessage)));
	ann?.end();
	const seen = (await bob?.untilText("ann has left the chat.")) ?? [];
	expect(seen.slice(0, -1).map(({ text }) => text.replace("[ann]: ", ""))).toEqual(texts);
});

test("what cannot be posted is answered to its sender alone", async () => {
	await using server = await startClassicServer({ maxBodyChars: 100 });
	const [ann, bob] = await gather(server, ...PAIR);
	ann?.say("x".repeat(101));
	expect((await ann?.shown())?.text).toStartWith("Cannot post this: it has 101 characters, and 100 are the most");
	ann?.say("y".repeat(50_000));
	expect((await ann?.shown())?.text).toStartWith("Cannot post this: 100 characters are the most");
	ann?.say("   ");
	expect(await ann?.shown()).toMatchObject({ kind: "system", text: "Cannot post this: the message is empty" });
	ann?.say("ok");
	expect((await ann?.shown())?.text).toBe("[ann]: ok");
	expect((await bob?.shown())?.text).toBe("[ann]: ok");
});
