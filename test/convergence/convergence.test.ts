import { expect, test } from "bun:test";
import { startTestCore } from "../support/core.ts";
import { act } from "./acts.ts";
import { expectConverged } from "./held.ts";
import { MemoryWeb } from "./memory-web.ts";
import { type Peer, startPeer } from "./peer.ts";
import { seeded } from "./seeded.ts";

const SEEDS = 12;
const STEPS = 300;
/** asha sits at two devices. */
const DEVICES = ["asha", "asha", "jun", "mara", "tomas"];

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

		const people = new Map<string, { token: string; posted: string[] }>();
		const peers: Peer[] = [];
		for (const name of DEVICES) {
			const origin = { gateway: "web", address: "memory" };
			let person = people.get(name);
			if (!person) {
				const account = await core.accounts.signUp({ name, passwordDigest: "0".repeat(64) }, origin);
				person = { token: (await core.accounts.openSession(account, origin)).token, posted: [] };
				people.set(name, person);
			}
			const peer = startPeer(web, random, name, person.token, person.posted);
			// What one has saved is known from the first look.
			peer.client.saved.peek();
			peers.push(peer);
		}

		for (let step = 0; step < STEPS; step++) {
			const peer = random.pick(peers);
			if (!peer) throw new Error("nobody is here");
			act(peer, random);
			for (const { network } of peers) network.pump(Math.floor(random() * 4));
			if (random.chance(0.5)) await turn();
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
				client.drafts.flush();
				network.pump(1000);
				if (client.connection.peek().state === "waiting") tick();
			}
			// A write that changes nothing, behind all that are under way.
			await store.endSession({ session: 0 });
			settled = quiet() ? settled + 1 : 0;
		}
		expect(settled).toBe(5);

		for (const { client } of peers) await expectConverged(client, store);
		for (const [name, { posted }] of people) {
			// What was said in the lobby, which nobody leaves, is there once.
			const bodies = (await store.page(1, {}, 100_000)).messages.filter((m) => m.author?.name === name);
			expect(new Set(bodies.map(({ nonce, seq }) => nonce ?? seq)).size).toBe(bodies.length);
			expect(posted.length).toBeGreaterThanOrEqual(bodies.filter(({ kind }) => kind === "text").length);
		}
		for (const { client } of peers) client.stop();
	});
}
