import { afterAll, expect, test } from "bun:test";
import { rm } from "node:fs/promises";
import type { Client } from "../../src/client/client.ts";
import { eventually } from "../support/eventually.ts";
import { makeDataFolder, type RunningParlour, startParlour } from "../support/parlour.ts";
import { lobbyOf, signUp, until } from "../support/person.ts";
import { pickSeed, randomFrom } from "../support/seed.ts";
import { type Acknowledged, newTalker, talk } from "./talker.ts";
import { freshLog, loadWhole } from "./whole-log.ts";

const PEOPLE = 20;
const KILLS = 10;

let server: RunningParlour | undefined;
let data = "";
const clients: Client[] = [];

afterAll(async () => {
	for (const client of clients) client.stop();
	await server?.kill();
	await rm(data, { recursive: true, force: true });
});

test("no acknowledged message is lost, doubled or out of order when the server is killed ten times", async () => {
	const seed = pickSeed();
	const random = randomFrom(seed);
	console.log(`SEED=${seed}`);
	data = await makeDataFolder();
	server = await startParlour({ data, args: ["--unlimited"] });
	const { url, port } = server;

	const sent = new Set<string>();
	const seqOf = new Map<string, number>();
	const contradictions: string[] = [];
	let resends = 0;
	let acks = 0;
	let onAck = () => {};
	const ears = {
		sent(nonce: string) {
			if (sent.has(nonce)) resends++;
			sent.add(nonce);
		},
		posted({ nonce, seq }: Acknowledged) {
			const before = seqOf.get(nonce);
			if (before !== undefined && before !== seq) contradictions.push(`${nonce} was ${before} and then ${seq}`);
			seqOf.set(nonce, seq);
			acks++;
			onAck();
		},
	};
	const names = Array.from({ length: PEOPLE }, (_, index) => `talker-${index + 1}`);
	const tokens = await Promise.all(names.map((name) => signUp(url, name)));
	for (const [index, name] of names.entries()) {
		clients.push(await newTalker(() => url, { name, token: tokens[index] ?? "" }, ears));
	}
	const talks = clients.map((client, index) => talk(client, (number) => `${names[index]} says ${number}`));

	for (let kill = 0; kill < KILLS; kill++) {
		const enough = acks + random.between(1, 600);
		await new Promise<void>((resolve) => {
			onAck = () => acks >= enough && resolve();
		});
		await Bun.sleep(random.between(0, 15));
		await server.kill();
		server = await startParlour({ data, port, args: ["--unlimited"] });
		for (const client of clients) client.nudge();
	}

	const posted = talks.reduce((sum, talk) => sum + talk.stop(), 0);
	await until(
		() => clients.every((client) => client.connection.value.state === "online" && client.outbox.value.length === 0),
		"everything acknowledged",
	);

	const log = await freshLog(url, names[0] ?? "", tokens[0] ?? "");
	console.log(`${posted} messages, ${acks} acknowledged, ${resends} sent again`);
	const texts = log.filter(({ kind }) => kind === "text");
	expect(contradictions).toEqual([]);
	expect(texts.length).toBe(posted);
	expect(new Set(texts.map(({ body }) => body)).size).toBe(posted);
	expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1));

	const logged = new Map(texts.map(({ nonce, seq }) => [nonce, seq]));
	expect([...seqOf].filter(([nonce, seq]) => logged.get(nonce) !== seq)).toEqual([]);
	for (const name of names) {
		const own = texts.filter(({ author }) => author?.name === name).map(({ body }) => body);
		expect(own).toEqual(own.map((_, index) => `${name} says ${index + 1}`));
	}
	for (const client of clients) {
		const room = lobbyOf(client);
		await eventually(() => room.cursor >= log.length, "the last message");
		expect(await loadWhole(client, room)).toEqual(log);
	}
});
