import { expect, test } from "bun:test";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { listenTcp, type TcpConnection, type TcpEnd, type TcpPeer, type TcpServer } from "./tcp-server.ts";

/** A peer that remembers, and lets a test wait for what it has been told. */
class Witness implements TcpPeer {
	readonly connection: TcpConnection;
	received = "";
	drains = 0;
	end: TcpEnd | null = null;
	#wake: (() => void) | null = null;

	constructor(connection: TcpConnection) {
		this.connection = connection;
	}

	onData(bytes: Uint8Array): void {
		this.received += new TextDecoder().decode(bytes);
		if (this.received === "throw") throw new Error("thrown by the peer");
		this.#wake?.();
	}

	onDrain(): void {
		this.drains++;
		this.#wake?.();
	}

	onClose(end: TcpEnd): void {
		this.end = end;
		this.#wake?.();
	}

	async until(holds: () => boolean): Promise<void> {
		while (!holds()) {
			await new Promise<void>((resolve) => {
				this.#wake = resolve;
			});
		}
	}
}

interface Pair extends AsyncDisposable {
	server: TcpServer;
	peer: Witness;
	client: Socket;
	errors: unknown[];
}

async function connected(): Promise<Pair> {
	const arrived = Promise.withResolvers<Witness>();
	const errors: unknown[] = [];
	const server = listenTcp(
		{ host: "127.0.0.1", port: 0 },
		(connection) => {
			const witness = new Witness(connection);
			arrived.resolve(witness);
			return witness;
		},
		(cause) => errors.push(cause),
	);
	const client = connect({ host: "127.0.0.1", port: server.port });
	client.on("error", () => {});
	const peer = await arrived.promise;
	return {
		server,
		peer,
		client,
		errors,
		async [Symbol.asyncDispose]() {
			client.destroy();
			await server.stop(0);
		},
	};
}

test("a port in use is an error that says so", async () => {
	await using pair = await connected();
	const again = () =>
		listenTcp(
			{ host: "127.0.0.1", port: pair.server.port },
			() => null,
			() => {},
		);
	expect(again).toThrow(expect.objectContaining({ code: "EADDRINUSE" }));
});

test("what the peer does not take at once waits, in order, and its going out is told", async () => {
	await using pair = await connected();
	const { peer, client } = pair;
	client.pause();
	const chunk = 64 * 1024;
	let written = 0;
	while (peer.connection.backlogBytes < 256 * 1024) {
		peer.connection.write(new Uint8Array(chunk).fill(written++ % 251));
	}
	let read = 0;
	let inOrder = true;
	client.on("data", (bytes: Buffer) => {
		for (const byte of bytes) if (byte !== Math.floor(read++ / chunk) % 251) inOrder = false;
	});
	client.resume();
	await peer.until(() => peer.drains > 0);
	expect(peer.connection.backlogBytes).toBe(0);
	peer.connection.close();
	await once(client, "close");
	expect(read).toBe(written * chunk);
	expect(inOrder).toBe(true);
});

test("a peer that takes nothing is ended as too slow", async () => {
	await using pair = await connected();
	const { peer, client } = pair;
	client.pause();
	const chunk = new Uint8Array(64 * 1024);
	while (peer.end === null) peer.connection.write(chunk);
	expect(peer.end).toBe("too slow");
});

test("closing lets the last words out, even where nothing was read of what came", async () => {
	await using pair = await connected();
	const { peer, client } = pair;
	peer.connection.pause();
	let said = "";
	client.on("data", (bytes: Buffer) => {
		said += bytes.toString();
	});
	await new Promise<void>((resolve) => client.write("x".repeat(100_000), () => resolve()));
	peer.connection.write(new TextEncoder().encode("goodbye"));
	peer.connection.close();
	const [hadError] = await once(client, "close");
	expect([said, hadError]).toEqual(["goodbye", false]);
	await peer.until(() => peer.end !== null);
	expect([peer.end, peer.received]).toEqual(["closed here", ""]);
});

test("nothing is read while paused, and nothing of it is lost", async () => {
	await using pair = await connected();
	const { peer, client } = pair;
	peer.connection.pause();
	await new Promise<void>((resolve) => client.write("hello", () => resolve()));
	client.end();
	expect(peer.received).toBe("");
	peer.connection.resume();
	await peer.until(() => peer.end !== null);
	expect([peer.received, peer.end]).toEqual(["hello", "closed by the peer"]);
});

test("a peer that throws loses its connection, and why is told", async () => {
	await using pair = await connected();
	pair.client.write("throw");
	await pair.peer.until(() => pair.peer.end !== null);
	expect(pair.peer.end).toBe("internal error");
	expect(String(pair.errors)).toContain("thrown by the peer");
});

test("stop closes every connection, and drops who does not go", async () => {
	await using pair = await connected();
	const { server, peer, client } = pair;
	client.allowHalfOpen = true;
	await server.stop(10);
	expect(peer.end).toBe("closed here");
});
