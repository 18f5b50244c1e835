import { afterAll, beforeAll, expect, test } from "bun:test";
import { connect } from "node:net";
import { makeSelfSigned } from "../../src/runtime/self-signed.ts";
import { eventually } from "../support/eventually.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { RawIrcClient } from "../support/irc-client.ts";
import { startTestGateway, type TestGateway } from "../support/irc-gateway.ts";
import { PASSWORD } from "../support/person.ts";

const MINUTE = 60_000;
/** The first bytes of a ClientHello of 512. */
const HALF_A_HANDSHAKE = new Uint8Array([0x16, 0x03, 0x01, 0x02, 0x00, 0x01]);
const certificate = makeSelfSigned("localhost", ["127.0.0.1"], Date.now());
const trusting = { ca: certificate.cert };

let gateway: TestGateway;
const clock = new FakeClock();
beforeAll(async () => {
	gateway = await startTestGateway(["Mara"], { clock, port: null, tls: { port: 0, certificate, trusted: false } });
});
afterAll(() => gateway[Symbol.asyncDispose]());

const times = (event: string) => gateway.under.logLines.filter((line) => line.event === event).length;

/** One that says this, and nothing more. */
function stranger(says: Uint8Array | string) {
	const socket = connect(gateway.port, "127.0.0.1").resume();
	socket.on("error", () => undefined);
	socket.write(says);
	const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
	return { closed, leave: () => socket.destroy() };
}

test("half a TLS handshake is ended after a minute, and whoever is here notices nothing", async () => {
	using mara = await RawIrcClient.connect(gateway.port, trusting);
	await mara.logIn("Mara", PASSWORD);
	const before = times("connection");
	const strangers = [stranger(HALF_A_HANDSHAKE), stranger("")];
	await eventually(async () => times("connection") === before + 2, "both taken");
	clock.advance(MINUTE);
	await mara.roundTrip();
	for (const { closed } of strangers) await closed;
	await mara.roundTrip();
});

test("half handshakes are counted as strangers, and hold no place when they are ended", async () => {
	const before = times("connection");
	const refused = times("connection refused: too many without a log-in");
	const strangers = Array.from({ length: 200 }, () => stranger(HALF_A_HANDSHAKE));
	await eventually(async () => times("connection") === before + 200, "two hundred taken");
	await stranger(HALF_A_HANDSHAKE).closed;
	expect(times("connection refused: too many without a log-in")).toBe(refused + 1);
	clock.advance(MINUTE);
	using mara = await RawIrcClient.connect(gateway.port, trusting);
	await mara.logIn("Mara", PASSWORD);
	for (const { leave } of strangers) leave();
});

test("what is no handshake ends the connection, and is no error of the server's", async () => {
	const before = times("disconnection");
	await stranger("NICK Mara\r\nUSER mara 0 * :Mara\r\n").closed;
	await eventually(async () => times("disconnection") > before, "gone");
	expect(gateway.under.logLines.filter(({ level }) => level === "error")).toEqual([]);
});
