import { Client } from "../../src/client/client.ts";
import type { ClientPorts } from "../../src/client/ports.ts";
import { clientPorts, memoryKeep } from "../../src/commands/chat/ports.ts";
import { lobbyOf, until } from "../support/person.ts";

export interface Acknowledged {
	nonce: string;
	seq: number;
}

export interface Ears {
	sent(nonce: string): void;
	posted(ack: Acknowledged): void;
}

/** The ports of a client, with ears on its wire. */
export function overheardPorts(url: () => string, ears: Ears): ClientPorts {
	const ports = clientPorts(url, memoryKeep());
	return {
		...ports,
		openSocket(events) {
			const nonces = new Map<number, string>();
			const socket = ports.openSocket({
				...events,
				text(text) {
					const frame: { t: string; id: number; seq: number } = JSON.parse(text);
					const nonce = nonces.get(frame.id);
					if (frame.t === "posted" && nonce !== undefined) ears.posted({ nonce, seq: frame.seq });
					events.text(text);
				},
			});
			return {
				close: () => socket.close(),
				send(text) {
					const frame: { t: string; id: number; nonce: string } = JSON.parse(text);
					if (frame.t === "post") {
						nonces.set(frame.id, frame.nonce);
						ears.sent(frame.nonce);
					}
					socket.send(text);
				},
			};
		},
	};
}

/** Keeps the outbox of a client full until it is told to stop. The answer of `stop` is how many it posted. */
export function talk(client: Client, makeText: (number: number) => string): { stop(): number } {
	const ahead = 3;
	let posted = 0;
	let talking = true;
	const top = () => {
		while (talking && client.outbox.peek().length < ahead) client.post(lobbyOf(client).id, makeText(++posted));
	};
	const unsubscribe = client.outbox.subscribe(() => queueMicrotask(top));
	return {
		stop() {
			talking = false;
			unsubscribe();
			return posted;
		},
	};
}

/** A person whose wire is overheard. */
export async function newTalker(url: () => string, who: { name: string; token: string }, ears: Ears): Promise<Client> {
	const client = new Client(overheardPorts(url, ears), { account: who.name, token: who.token, client: "test" });
	client.start();
	await until(() => client.connection.value.state === "online" && client.rooms.value.size > 0, `${who.name} online`);
	await client.open(lobbyOf(client));
	return client;
}
