import { afterAll, beforeAll, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import type { Client } from "../../src/client/client.ts";
import type { Room } from "../../src/client/room.ts";
import { eventually } from "../support/eventually.ts";
import { type RunningParlour, startParlour } from "../support/parlour.ts";
import { connect, lobbyOf, newPerson, signUp, until } from "../support/person.ts";
import { pickSeed, randomFrom } from "../support/seed.ts";
import { startFreezingProxy } from "./freezing-proxy.ts";
import { loadWhole } from "./whole-log.ts";

const PAGE = 50;
const AT_ONCE = 100;
const PAGE_BYTES = 4096;

let server: RunningParlour;
beforeAll(async () => {
	server = await startParlour({ args: ["--unlimited", "--announce", "off"] });
});
afterAll(() => server[Symbol.asyncDispose]());

async function post(client: Client, room: Room, texts: readonly string[]): Promise<void> {
	for (let at = 0; at < texts.length; at += AT_ONCE) {
		for (const text of texts.slice(at, at + AT_ONCE)) client.post(room.id, text);
		await until(() => client.outbox.value.length === 0, "all acknowledged");
	}
}

function numbered(what: string, count: number, size = 0): string[] {
	return Array.from({ length: count }, (_, index) => `${what} ${index + 1} ${"x".repeat(size)}`.trim());
}

/** A public room of its own for a test, and everybody in it with the room open. */
async function makeRoom(name: string, clients: readonly Client[]): Promise<Room[]> {
	const [first, ...others] = clients;
	if (!first) throw new Error("nobody");
	const made = await first.createRoom({ name, visibility: "public", topic: "" });
	const rooms = [made];
	for (const other of others) rooms.push(await other.join(made.id));
	for (const [index, room] of rooms.entries()) await clients[index]?.open(room);
	return rooms;
}

function roomOf(client: Client, id: number): Room {
	const room = client.rooms.peek().get(id);
	if (!room) throw new Error(`no room ${id}`);
	return room;
}

/** What the same person sees at a device that was never here. */
async function freshView(name: string, token: string, id: number) {
	const fresh = await connect(server.url, name, token);
	const room = roomOf(fresh, id);
	const messages = await loadWhole(fresh, room);
	const view = { messages, unread: room.unread.peek(), head: room.heardOf, topic: room.info.peek().topic };
	fresh.stop();
	return view;
}

test("who was away for 500 messages, 20 edits and 20 deletions holds what a new device holds", async () => {
	const talker = await newPerson(server.url, "talker-a");
	const token = await signUp(server.url, "away-a");
	const away = await connect(server.url, "away-a", token);
	const [room, awayRoom] = await makeRoom("away-a", [talker, away]);
	if (!room || !awayRoom) throw new Error("no rooms");
	await post(talker, room, numbered("before", 120));
	await eventually(() => awayRoom.cursor === room.cursor, "caught up");
	away.stop();
	const again = await connect(server.url, "away-a", token);
	const againRoom = roomOf(again, room.id);
	await again.open(againRoom);
	expect(againRoom.messages.peek().length).toBe(PAGE);
	again.stop();

	await post(talker, room, numbered("while away", 500, 600));
	const seqs = room.messages.peek().filter(({ kind }) => kind === "text");
	const seqAt = (index: number) => seqs.at(index)?.seq ?? 0;
	// Of what only one of them holds, of what both hold, and of what neither holds yet.
	for (let index = 0; index < 20; index++) await talker.edit(room.id, seqAt(index * 30), `edited ${index}`);
	for (let index = 0; index < 20; index++) await talker.delete(room.id, seqAt(index * 30 + 7));
	await talker.edit(room.id, seqAt(0), "edited twice");
	await talker.setTopic(room.id, "a new topic");

	for (const [client, held] of [
		[away, awayRoom],
		[again, againRoom],
	] as const) {
		client.start();
		await until(() => client.connection.value.state === "online", "online again");
		await until(() => held.messages.value.at(-1)?.event === "topic", "caught up");
		await eventually(() => held.cursor === held.heardOf, "nothing missing");
		const fresh = await freshView("away-a", token, room.id);
		expect(held.messages.peek()).toEqual(fresh.messages.slice(-held.messages.peek().length));
		expect(held.messages.peek().length).toBeGreaterThan(500 + PAGE);
		expect(await loadWhole(client, held)).toEqual(fresh.messages);
		expect(held.cursor).toBe(fresh.head);
		expect(held.unread.peek()).toBe(fresh.unread);
		expect(held.info.peek().topic).toBe(fresh.topic);
		client.stop();
	}
	talker.stop();
});

test("who was away for 3,000 messages starts anew from the newest page, and can go back from there", async () => {
	const talker = await newPerson(server.url, "talker-b");
	const token = await signUp(server.url, "away-b");
	const away = await connect(server.url, "away-b", token);
	const [room, held] = await makeRoom("away-b", [talker, away]);
	if (!room || !held) throw new Error("no rooms");
	await post(talker, room, numbered("before", 100));
	await eventually(() => held.cursor === room.cursor, "caught up");
	away.stop();
	await post(talker, room, numbered("while away", 3000));
	await talker.delete(room.id, 50);

	away.start();
	await until(() => held.messages.value.at(-1)?.body === "while away 3000", "caught up");
	expect(held.messages.peek().length).toBe(PAGE);
	expect(held.hasOlder.peek()).toBe(true);
	const fresh = await freshView("away-b", token, room.id);
	expect(held.cursor).toBe(fresh.head);
	expect(held.unread.peek()).toBe(fresh.unread);
	expect(await loadWhole(away, held)).toEqual(fresh.messages);

	await post(talker, room, ["and on it goes"]);
	await until(() => held.messages.value.at(-1)?.body === "and on it goes", "live again");
	away.stop();
	talker.stop();
});

test("clients that post, edit, delete, drop and return at random all end with the same list", async () => {
	const seed = pickSeed();
	const random = randomFrom(seed);
	console.log(`SEED=${seed}`);
	const names = ["random-1", "random-2", "random-3", "random-4"];
	const tokens = await Promise.all(names.map((name) => signUp(server.url, name)));
	const clients = await Promise.all(names.map((name, index) => connect(server.url, name, tokens[index] ?? "")));
	const rooms = await makeRoom("random", clients);
	const peers = clients.map((client, index) => ({ client, room: rooms[index] ?? lobbyOf(client) }));
	const refused: string[] = [];

	for (let step = 0; step < 1500; step++) {
		const { client, room } = random.pick(peers);
		const chance = random.next();
		const own = room.messages.peek().filter(({ author, kind, deleted, rev }) => {
			return author?.id === client.me.peek()?.id && kind === "text" && !deleted && rev > 0;
		});
		const online = client.connection.peek().state === "online";
		const note = (cause: unknown) => online && refused.push(String(cause));
		if (chance < 0.6) client.post(room.id, `step ${step}`);
		else if (chance < 0.75 && own.length > 0) {
			void client.edit(room.id, random.pick(own).seq, `edited in step ${step}`).catch(() => {});
		} else if (chance < 0.85 && own.length > 0) void client.delete(room.id, random.pick(own).seq).catch(() => {});
		else if (chance < 0.93) client.stop();
		else client.start();
		if (random.next() < 0.3) await client.loadOlder(room).catch(note);
		if (random.next() < 0.2) await Bun.sleep(random.between(0, 8));
	}
	for (const { client } of peers) client.start();
	await until(() => peers.every(({ client }) => client.outbox.value.length === 0), "all acknowledged");
	const fresh = await freshView("random-1", tokens[0] ?? "", rooms[0]?.id ?? 0);
	expect(fresh.messages.map(({ seq }) => seq)).toEqual(fresh.messages.map(({ seq }) => seq).sort((a, b) => a - b));
	for (const { client, room } of peers) {
		await eventually(() => room.cursor === fresh.head, "caught up");
		expect(await loadWhole(client, room)).toEqual(fresh.messages);
		client.stop();
	}
});

function residentBytes(pid: number): number {
	return Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1]) * PAGE_BYTES;
}

test("readers that fall asleep hold up nobody, cost a bounded queue, are closed, and find everything when they wake", async () => {
	const sleepers = 12;
	const proxy = await startFreezingProxy(server.port);
	const talker = await newPerson(server.url, "talker-c");
	const listener = await newPerson(server.url, "listener-c");
	const slow: Client[] = [];
	for (let index = 0; index < sleepers; index++) {
		const name = `sleeper-${index + 1}`;
		slow.push(await connect(proxy.url, name, await signUp(server.url, name)));
	}
	const [room, heard, ...slowRooms] = await makeRoom("sleepy", [talker, listener, ...slow]);
	if (!room || !heard) throw new Error("no rooms");
	// Once as large as the test itself, so that what is measured below are the queues.
	await post(talker, room, numbered("warm", 400, 7900));
	await eventually(() => slowRooms.every(({ cursor }) => cursor === room.cursor), "all awake");

	const sleepingIds = slow.map((client) => client.me.peek()?.id ?? 0);
	proxy.freeze();
	const before = residentBytes(server.process.pid);
	let most = before;
	const watch = setInterval(() => {
		most = Math.max(most, residentBytes(server.process.pid));
	}, 20);
	let posted = 0;
	while (sleepingIds.some((id) => talker.online.peek().has(id)) && posted < 6000) {
		await post(talker, room, numbered(`round ${posted}`, 100, 7900));
		posted += 100;
	}
	await eventually(() => heard.cursor === room.cursor, "the one who listens has all");
	clearInterval(watch);
	const grownMb = (most - before) / 1024 / 1024;
	console.log(`${posted} messages of 8 kB past ${sleepers} sleepers: the server grew by ${grownMb.toFixed(0)} MB`);
	expect(sleepingIds.filter((id) => talker.online.peek().has(id))).toEqual([]);
	// Without a bound it would have been all of it for each of them.
	expect(grownMb).toBeLessThan(Math.max(64, (sleepers * posted * 8000) / 1024 / 1024 / 3));

	proxy.thaw();
	const last = room.messages.peek().at(-1);
	await until(() => slowRooms.every(({ messages }) => messages.value.at(-1)?.seq === last?.seq), "awake again");
	const [woken] = slow;
	const [wokenRoom] = slowRooms;
	if (!woken || !wokenRoom) throw new Error("nobody woke");
	expect(await loadWhole(woken, wokenRoom)).toEqual(await loadWhole(listener, heard));
	for (const client of [talker, listener, ...slow]) client.stop();
	await proxy.close();
});
