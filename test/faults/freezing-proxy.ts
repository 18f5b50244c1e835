import { createServer, connect as dial, type Socket } from "node:net";

export interface FreezingProxy {
	url: string;
	/** From now on nothing is read from the server, and nobody gets through anew: the far end sleeps. */
	freeze(): void;
	/** Reads again; what the server has closed meanwhile is closed for the client too. */
	thaw(): void;
	close(): Promise<void>;
}

/** A client's way to the server that can fall asleep. What one connection sends beyond `mostSentBytes` waits for a thaw. */
export async function startFreezingProxy(
	port: number,
	mostSentBytes = Number.POSITIVE_INFINITY,
): Promise<FreezingProxy> {
	const pairs = new Set<{ client: Socket; upstream: Socket }>();
	let waiting: (() => void)[] | null = null;
	let mostSent = mostSentBytes;
	const server = createServer((client) => {
		client.on("error", () => client.destroy());
		if (waiting) waiting.push(() => join(client));
		else join(client);
	});

	function join(client: Socket): void {
		if (client.destroyed) return;
		const upstream = dial({ host: "127.0.0.1", port });
		const pair = { client, upstream };
		pairs.add(pair);
		const end = () => {
			client.destroy();
			upstream.destroy();
			pairs.delete(pair);
		};
		let sent = 0;
		client.on("data", (bytes) => {
			upstream.write(bytes);
			sent += bytes.length;
			if (sent > mostSent) client.pause();
		});
		upstream.on("data", (bytes) => client.write(bytes));
		for (const socket of [client, upstream]) {
			socket.on("error", end);
			socket.on("close", end);
		}
	}
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const address = server.address();
	if (address === null || typeof address === "string") throw new Error("no port");
	return {
		url: `http://127.0.0.1:${address.port}`,
		freeze() {
			waiting ??= [];
			for (const { upstream } of pairs) upstream.pause();
		},
		thaw() {
			mostSent = Number.POSITIVE_INFINITY;
			for (const { client, upstream } of pairs) {
				upstream.resume();
				client.resume();
			}
			for (const join of waiting ?? []) join();
			waiting = null;
		},
		async close() {
			for (const { client } of pairs) client.destroy();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
