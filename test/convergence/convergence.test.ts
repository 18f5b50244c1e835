import { expect, test } from "bun:test";
import { Client } from "../../src/client/client.ts";
import type { Room } from "../../src/client/room.ts";
import { memoryKeep } from "../../src/commands/chat/ports.ts";
import { startTestCore } from "../support/core.ts";
import { MemoryWeb, type Network } from "./memory-web.ts";

const SEEDS = 12;
const STEPS = 250;
const PEOPLE = ["asha", "jun", "mara", "tomas"];

/** mulberry32: small, and the same everywhere. */
function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
}

interface Peer {
	name: string;
	client: Client;
	network: Network;
	/** Timers of this client, fired by hand. */
	tick(): void;
	timers: number;
	posted: string[];
}

async function turn(): Promise<void> {
	await new Promise((resolve) => setImmediate(resolve));
}

for (let index = 0; index < SEEDS; index++) {
	const seed = process.env["PARLOUR_SEED"] ? Number(process.env["PARLOUR_SEED"]) : (Math.random() * 2 ** 31) | 0;

	test(`after random talk, drops and returns all clients hold what the store holds (PARLOUR_SEED=${seed})`, async () => {
		await using test = await startTestCore({ unlimited: true, announce: false });
		const { core, store } = test;
		const web = new MemoryWeb(core, { info() {}, error() {} });
		const random = seeded(seed);
		const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];

		async function join(name: string, token: string): Promise<Peer> {
			const network = web.network(token);
			const timers = new Set<() => void>();
			let nonces = 0;
			const client = new Client(
				{
					openSocket: network.open,
					clock: {
						now: () => Date.now(),
						after(_, run) {
							timers.add(run);
							return () => timers.delete(run);
						},
					},
					keep: memoryKeep(),
					random,
					makeNonce: () => `${name}-nonce-${timers.size}-${nonces++}`,
				},
				{ account: name, token, client: "test" },
			);
			client.start();
			return {
				name,
				client,
				network,
				posted: [],
				get timers() {
					return timers.size;
				},
				tick() {
					const due = [...timers];
					timers.clear();
					for (const run of due) run();
				},
			};
		}

		const tokens = new Map<string, string>();
		for (const name of PEOPLE) {
			const origin = { gateway: "web", address: "memory" };
			const account = await core.accounts.signUp({ name, passwordDigest: "0".repeat(64) }, origin);
			tokens.set(name, (await core.accounts.openSession(account, origin)).token);
		}
		const peers: Peer[] = [];
		for (const [name, token] of tokens) peers.push(await join(name, token));

		const ignore = () => undefined;
		const act = (peer: Peer): void => {
			const { client, network } = peer;
			const rooms = [...client.rooms.peek().values()];
			const room = pick(rooms);
			const dice = random();
			if (dice < 0.05) return network.cut();
			if (dice < 0.13) return network.mend();
			if (dice < 0.2) return peer.tick();
			if (!room) return;
			const own = room.messages.peek().filter((m) => m.kind === "text" && m.author?.name === peer.name && !m.deleted);
			if (dice < 0.55) {
				const body = `${peer.name} ${peer.posted.length}`;
				peer.posted.push(body);
				client.post(room.id, body);
			} else if (dice < 0.65) client.edit(room.id, pick(own)?.seq ?? 0, `edited ${random()}`).catch(ignore);
			else if (dice < 0.7) client.delete(room.id, pick(own)?.seq ?? 0).catch(ignore);
			else if (dice < 0.8) client.open(room).catch(ignore);
			else if (dice < 0.85) client.loadOlder(room).catch(ignore);
			else if (dice < 0.92) client.markRead(room, pick(room.messages.peek())?.seq ?? 0).catch(ignore);
			else if (dice < 0.94) {
				const name = `room${Math.floor(random() * 1e9)}`;
				client.createRoom({ name, visibility: "public", topic: "" }).catch(ignore);
			} else if (dice < 0.97)
				void client
					.directory()
					.then((list) => client.join(pick(list)?.id ?? 0))
					.catch(ignore);
			else if (dice < 0.985) client.leave(room.id).catch(ignore);
			else void client.setTopic(room.id, `topic ${random()}`).catch(ignore);
		};

		for (let step = 0; step < STEPS; step++) {
			const peer = pick(peers);
			if (!peer) throw new Error("nobody is here");
			act(peer);
			for (const { network } of peers) network.pump(Math.floor(random() * 4));
			if (random() < 0.5) await turn();
		}

		// Everybody is back, and nothing is under way any more.
		for (const { network } of peers) network.mend();
		const quiet = () =>
			peers.every(
				({ client, network }) =>
					network.quiet &&
					client.connection.peek().state === "online" &&
					client.outbox.peek().every(({ state }) => state === "failed"),
			);
		let settled = 0;
		const deadline = Date.now() + 20_000;
		while (settled < 5 && Date.now() < deadline) {
			for (const { network, client, tick } of peers) {
				network.pump(1000);
				if (client.connection.peek().state === "waiting") tick();
			}
			// A write that changes nothing, behind all that are under way.
			await store.endSession({ session: 0 });
			settled = quiet() ? settled + 1 : 0;
		}
		expect(settled).toBe(5);

		for (const { client, posted, name } of peers) {
			const account = client.me.peek();
			if (!account) throw new Error(`${name} was never welcomed`);
			const mine = await store.roomsOf(account.id);
			expect([...client.rooms.peek().keys()].sort()).toEqual(mine.map(({ id }) => id).sort());
			for (const summary of mine) {
				const room: Room | undefined = client.rooms.peek().get(summary.id);
				if (!room) throw new Error("unreachable");
				const where = `${name} in ${summary.name}`;
				expect({ where, cursor: room.cursor }).toEqual({ where, cursor: summary.head });
				expect({ where, unread: room.unread.peek() }).toEqual({ where, unread: summary.unread });
				expect({ where, readSeq: room.readSeq.peek() }).toEqual({ where, readSeq: summary.readSeq });
				expect(room.info.peek().topic).toBe(summary.topic);
				if (!room.held.peek()) continue;
				const log = (await store.page(room.id, null, 100_000)).messages;
				const held = room.messages.peek();
				expect({ where, held }).toEqual({ where, held: held.length > 0 ? log.slice(-held.length) : [] });
				if (!room.hasOlder.peek()) expect({ where, oldest: held[0]?.seq }).toEqual({ where, oldest: log[0]?.seq });
			}
			// What was said in the lobby, which nobody leaves, is there once.
			const bodies = (await store.page(1, null, 100_000)).messages.filter((m) => m.author?.name === name);
			expect(new Set(bodies.map(({ nonce, seq }) => nonce ?? seq)).size).toBe(bodies.length);
			expect(posted.length).toBeGreaterThanOrEqual(bodies.filter(({ kind }) => kind === "text").length);
		}
		for (const { client } of peers) client.stop();
	});
}
