import { Client } from "../../src/client/client.ts";
import { memoryKeep } from "../../src/commands/chat/ports.ts";
import type { MemoryWeb, Network } from "./memory-web.ts";
import type { Random } from "./seeded.ts";

/** One device of somebody. */
export interface Peer {
	name: string;
	client: Client;
	network: Network;
	/** Fires this client's timers. */
	tick(): void;
	/** What was typed on all of the person's devices. */
	posted: string[];
}

export function startPeer(web: MemoryWeb, random: Random, name: string, token: string, posted: string[]): Peer {
	const network = web.network(token);
	const timers = new Set<() => void>();
	let nonces = 0;
	const device = `${name}-${Math.floor(random() * 1e9)}`;
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
			makeNonce: () => `${device}-${timers.size}-${nonces++}`,
		},
		{ account: name, token, client: "test" },
	);
	client.start();
	return {
		name,
		client,
		network,
		posted,
		tick() {
			const due = [...timers];
			timers.clear();
			for (const run of due) run();
		},
	};
}
