import { expect, test } from "bun:test";
import { ClassicClient, clientFrame, passwordDigest } from "../support/classic-client.ts";
import { type ClassicServer, startClassicServer } from "./classic-server.ts";

/** Ann and Bob, logged in, with nothing left to read. */
async function annAndBob(server: ClassicServer): Promise<[ClassicClient, ClassicClient]> {
	const ann = await ClassicClient.connect(server.port);
	await ann.signUp("ann");
	await ann.logIn("ann");
	await ann.untilText("ann has joined the chat!");
	const bob = await ClassicClient.connect(server.port);
	await bob.signUp("bob");
	await bob.logIn("bob");
	for (const client of [ann, bob]) await client.untilText("bob has joined the chat!");
	return [ann, bob];
}

test("<EXIT> is answered, closes, and is told to the others", async () => {
	await using server = await startClassicServer();
	const [ann, bob] = await annAndBob(server);
	ann.say("<EXIT>");
	expect(await ann.closed()).toBe("0014<SYSTEM><EXIT>");
	expect(await bob.shown()).toMatchObject({ kind: "system", text: "ann has left the chat." });
	expect(server.core.presence.count).toBe(1);
});

test.each(["end", "drop"] as const)("a connection that just goes is announced at once: %s", async (how) => {
	await using server = await startClassicServer();
	const [ann, bob] = await annAndBob(server);
	ann[how]();
	await bob.untilText("ann has left the chat.");
	using again = await ClassicClient.connect(server.port);
	expect(await again.logIn("ann")).toBe("<SYSTEM>Y");
});

test("the server's stop is told to everybody, and every connection closes", async () => {
	await using server = await startClassicServer();
	const [ann, bob] = await annAndBob(server);
	using atTheMenu = await ClassicClient.connect(server.port);
	await atTheMenu.logIn("nobody");
	const stopped = server.stop();
	for (const client of [ann, bob]) expect(await client.closed()).toMatch(/^0022<SYSTEM><EXIT> \[\d\d:\d\d\]$/);
	expect(await atTheMenu.closed()).toBe("");
	await stopped;
	expect(ClassicClient.connect(server.port)).rejects.toThrow();
});

test("a stop waits for nobody who does not close", async () => {
	await using server = await startClassicServer();
	const [ann] = await annAndBob(server);
	ann.pause();
	await server.stop();
	expect(server.logLines.filter(({ event }) => event === "disconnection")).toHaveLength(2);
});

test("who is kicked is told so, and the others see them leave", async () => {
	await using server = await startClassicServer();
	const [ann, bob] = await annAndBob(server);
	await server.core.accounts.kick(await server.core.accounts.find("ann"));
	expect((await ann.shown()).text).toBe("The host has ended your connection");
	expect(await ann.closed()).toMatch(/^0022<SYSTEM><EXIT> \[\d\d:\d\d\]$/);
	await bob.untilText("ann has left the chat.");
});

const FAULTS: [string, Uint8Array, string][] = [
	["a garbage header", new TextEncoder().encode("junk"), "a header that is not four digits"],
	["an oversized header", new TextEncoder().encode("9999"), "a frame of 9999 characters, and 1024 are the most"],
	["invalid UTF-8", Uint8Array.from([...clientFrame("").subarray(0, 3), 0x31, 0xff]), "invalid UTF-8"],
];

test.each(FAULTS)("%s ends that connection, before log-in and after, and disturbs nobody", async (_, bytes, fault) => {
	await using server = await startClassicServer();
	const [ann, bob] = await annAndBob(server);
	using stranger = await ClassicClient.connect(server.port);
	stranger.sendBytes(bytes);
	await stranger.closed();
	ann.sendBytes(bytes);
	await ann.closed();
	expect(await bob.shown()).toMatchObject({ text: "ann has left the chat." });
	bob.say("still here");
	expect((await bob.shown()).text).toBe("[bob]: still here");
	const faults = server.logLines.filter(({ event }) => event === "protocol fault");
	expect(faults.map(({ fields: { fault, user } }) => [fault, user])).toEqual([
		[fault, undefined],
		[fault, "ann"],
	]);
	expect(server.logLines.some(({ level }) => level === "error")).toBe(false);
});

test("a frame that is cut off by the end of its connection is dropped", async () => {
	await using server = await startClassicServer();
	const [ann, bob] = await annAndBob(server);
	ann.sendBytes(clientFrame("<START>half a mess").subarray(0, 15));
	ann.end();
	expect((await bob.shown()).text).toBe("ann has left the chat.");
});

test("a frame that is part of no message is answered and ends the connection", async () => {
	await using server = await startClassicServer();
	const [ann, bob] = await annAndBob(server);
	ann.send("1", "ann", passwordDigest("secret"));
	expect((await ann.shown()).text).toStartWith("Cannot go on");
	await ann.closed();
	await bob.untilText("ann has left the chat.");
});

test("a client that reads nothing is let go, and the others are not held up", async () => {
	await using server = await startClassicServer({ unlimited: true });
	const [ann, bob] = await annAndBob(server);
	ann.pause();
	const text = "x".repeat(7_000);
	const left = bob.untilText("ann has left the chat.");
	let waiting = true;
	void left.finally(() => {
		waiting = false;
	});
	for (let sent = 0; waiting && sent < 4_000; sent++) await server.core.messages.say(text);
	await left;
	const end = server.logLines.find(({ event, fields: { user } }) => event === "disconnection" && user === "ann");
	expect(end?.fields).toMatchObject({ why: "too slow" });
}, 30_000);
