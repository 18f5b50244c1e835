import { expect, test } from "bun:test";
import { connect } from "node:net";
import { makeSelfSigned } from "./self-signed.ts";
import { startWebServer } from "./web-server.ts";

/** The first bytes of a ClientHello of 512. */
const HALF_A_HANDSHAKE = new Uint8Array([0x16, 0x03, 0x01, 0x02, 0x00, 0x01]);

// Bun's own limit, of some ten seconds, which no setting moves.
test("who never ends a TLS handshake is sent away, and others notice nothing", async () => {
	const tls = makeSelfSigned("localhost", ["127.0.0.1"], Date.now());
	const server = startWebServer({ host: "127.0.0.1", port: 0, tls, behindProxy: false, maxFrameBytes: 1024 });
	server.serve({ fetch: () => new Response("here"), connect: () => new Response(null, { status: 404 }) });
	const ended = ["", HALF_A_HANDSHAKE].map((says) => {
		const socket = connect(server.port, "127.0.0.1").resume();
		socket.on("error", () => undefined);
		socket.write(says);
		return new Promise<void>((resolve) => socket.once("close", () => resolve()));
	});
	const answer = await fetch(`https://127.0.0.1:${server.port}/`, { tls: { ca: tls.cert } });
	expect(await answer.text()).toBe("here");
	await Promise.all(ended);
	await server.stop();
}, 120_000);
