import { expect, test } from "bun:test";
import { ClassicClient, passwordDigest } from "../support/classic-client.ts";
import { startClassicServer } from "./classic-server.ts";

/** 12:34 where this runs: the old application tells the server's local time. */
const AT = new Date(2026, 10, 22, 12, 34).getTime();
const CLOCK = {
	now: () => AT,
	after(delayMs: number, run: () => void) {
		const timer = setTimeout(run, delayMs);
		return () => clearTimeout(timer);
	},
};
const utf8 = (text: string) => new TextEncoder().encode(text);
const DIGEST = passwordDigest("secret");
// Its time is taken off by the old client, which shows no time behind what ends with a star.
const WELCOME = "0080<SYSTEM>**** Welcome ! If you ever want to quit, type <EXIT> to Exit**** [12:34]";

test("a whole visit of the old client, byte for byte: what it sends counts characters, what it gets counts bytes", async () => {
	await using server = await startClassicServer({ clock: CLOCK });
	using ann = await ClassicClient.connect(server.port);
	const exchange = async (sent: string, answered: string) => {
		ann.sendBytes(utf8(sent));
		expect(await ann.bytes(Buffer.byteLength(answered))).toBe(answered);
	};
	await exchange(`000120003ann0064${DIGEST}`, "0009<SYSTEM>Y");
	await exchange(`000120003ann0064${DIGEST}`, "0009<SYSTEM>N");
	await exchange(`000110003ann0064${passwordDigest("wrong")}`, "0011<SYSTEM>N-I");
	await exchange(`000110006<EXIT>0064${DIGEST}`, "0009<SYSTEM>N");
	await exchange(`000110003ann0064${DIGEST}`, `0009<SYSTEM>Y${WELCOME}0040<SYSTEM>ann has joined the chat! [12:34]`);
	// Nine characters in ten bytes; the answer has a byte more than characters, too.
	await exchange("0009<START>é!0005<END>", "0025<START>[ann]: é! [12:34]0005<END>");
	await exchange("0010<START>नमस0005<END>", "0024<START>नमस [12:34]0005<END>");
	// A message of 1,014 characters is two slices there, and one here.
	const long = "x".repeat(1014);
	await exchange(`1020<START>${long.slice(1)}0008<START>x0005<END>`, `1029<START>${long} [12:34]0005<END>`);

	using bob = await ClassicClient.connect(server.port);
	bob.sendBytes(utf8(`000130003bob0064${DIGEST}`));
	expect(await bob.closed()).toBe("");
	using cy = await ClassicClient.connect(server.port);
	cy.sendBytes(utf8(`000120002cy0064${DIGEST}000110002cy0064${DIGEST}`));
	const history = [
		"0040<SYSTEM>ann has joined the chat! [12:34]",
		"0025<START>[ann]: é! [12:34]0005<END>",
		"0024<START>नमस [12:34]0005<END>",
		`1029<START>${long} [12:34]0005<END>`,
	].join("");
	const all = `0009<SYSTEM>Y0009<SYSTEM>Y${history}${WELCOME}0039<SYSTEM>cy has joined the chat! [12:34]`;
	expect(await cy.bytes(Buffer.byteLength(all))).toBe(all);

	ann.sendBytes(utf8("0013<START><EXIT>0005<END>"));
	expect(await ann.closed()).toBe("0039<SYSTEM>cy has joined the chat! [12:34]0014<SYSTEM><EXIT>");
	const left = "0038<SYSTEM>ann has left the chat. [12:34]";
	expect(await cy.bytes(Buffer.byteLength(left))).toBe(left);
	await server.stop();
	expect(await cy.closed()).toBe("0022<SYSTEM><EXIT> [12:34]");
});

test("a choice that there is not is answered with <EXIT>, byte for byte, and the connection closed", async () => {
	await using server = await startClassicServer();
	using client = await ClassicClient.connect(server.port);
	client.sendBytes(utf8("00017"));
	expect(await client.closed()).toBe("0006<EXIT>");
});
