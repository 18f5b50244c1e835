import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { connect as connectTcp } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Client } from "../../src/client/client.ts";
import { makeCertificate } from "../serve/certificate.ts";
import { eventually } from "../support/eventually.ts";
import { RawIrcClient } from "../support/irc-client.ts";
import { type RunningParlour, startParlour } from "../support/parlour.ts";
import { connect, lobbyOf, PASSWORD, signUp, textsOf, until } from "../support/person.ts";

let server: RunningParlour;
let mara: Client;
let scratch = "";
beforeAll(async () => {
	scratch = await mkdtemp(join(tmpdir(), "parlour-irc-tls-"));
	server = await startParlour({ args: ["--unlimited", "--announce", "off"] });
	mara = await connect(server.url, "Mara", await signUp(server.url, "Mara"));
});
afterAll(async () => {
	mara.stop();
	await server[Symbol.asyncDispose]();
	await rm(scratch, { recursive: true, force: true });
});

test.each(["text.ircv3.net", "binary.ircv3.net"])(
	"IRCv3 websocket: a line a frame by %s at /irc",
	async (subprotocol) => {
		using irc = await RawIrcClient.byWebSocket(server.url, subprotocol);
		await irc.logIn("Mara", PASSWORD, "message-tags");
		mara.post(lobbyOf(mara).id, `hello ${subprotocol}\nand a second line: 潮汐`);
		await irc.until("PRIVMSG", "#lobby", `hello ${subprotocol}`);
		await irc.until("PRIVMSG", "#lobby", "and a second line: 潮汐");
		irc.send(`PRIVMSG #lobby :by ${subprotocol}`);
		await until(() => textsOf(lobbyOf(mara)).includes(`by ${subprotocol}`), "the answer in the browser");
		irc.send("QUIT");
		await irc.until("ERROR");
		await irc.end();
	},
);

const upgrade = (headers: Record<string, string>) =>
	fetch(`${server.url}/irc`, {
		headers: {
			Connection: "Upgrade",
			Upgrade: "websocket",
			"Sec-WebSocket-Version": "13",
			"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
			...headers,
		},
	});

test("a page of another site gets no IRC socket, and nobody one without a subprotocol that is spoken", async () => {
	const irc = { "Sec-WebSocket-Protocol": "text.ircv3.net" };
	expect((await upgrade({ ...irc, Origin: "https://evil.example" })).status).toBe(403);
	expect((await upgrade({})).status).toBe(400);
	expect((await upgrade({ "Sec-WebSocket-Protocol": "soap" })).status).toBe(400);
});

test("a WebSocket client that floods is sent away, and the others notice nothing", async () => {
	await using limited = await startParlour();
	await signUp(limited.url, "Mara");
	const socket = new WebSocket(`${limited.url.replace("http", "ws")}/irc`, ["text.ircv3.net"]);
	const gone = new Promise((resolve) => {
		socket.onclose = resolve;
	});
	await new Promise((resolve) => {
		socket.onopen = resolve;
	});
	using other = await RawIrcClient.loggedIn(limited.ircPort, "Mara", PASSWORD);
	for (let count = 0; count < 10_000; count++) socket.send("CAP LS 302");
	await other.roundTrip();
	await gone;
});

test("with a certificate IRC is spoken by TLS too; one that signs itself is announced to nobody by sts", async () => {
	const { cert, key } = await makeCertificate(scratch, "own");
	const args = ["--tls-cert", cert, "--tls-key", key, "--irc-tls", "0"];
	await using secure = await startParlour({ args });
	const [, port = ""] = await secure.printed(/IRC clients by TLS: port (\d+)/);
	const ca = await Bun.file(cert).text();
	const response = await fetch(`${secure.url}/api/signup`, {
		method: "POST",
		headers: { "Content-Type": "application/json" },
		body: JSON.stringify({ name: "Mara", password: PASSWORD }),
		tls: { ca },
	});
	expect(response.status).toBe(200);
	using irc = await RawIrcClient.connect(Number(port), { ca });
	irc.send("CAP LS 302");
	await irc.until("CAP", "*", "LS", "*");
	expect((await irc.until("CAP", "*", "LS")).params.at(-1)).not.toContain("sts");
	irc.send("CAP END");
	await irc.logIn("Mara", PASSWORD);
	irc.send("PRIVMSG #lobby :encrypted", "WHOIS Mara");
	await irc.until("671", "Mara", "Mara");
	irc.send("QUIT :bye");
	await irc.until("ERROR");
	await irc.end();
});

test("sts: with a certificate that somebody vouches for, where TLS is, and under TLS for how long (IRCv3 sts)", async () => {
	const { cert, key, ca } = await vouchedFor(scratch);
	await using secure = await startParlour({ args: ["--tls-cert", cert, "--tls-key", key, "--irc-tls", "0"] });
	const [, port = ""] = await secure.printed(/IRC clients by TLS: port (\d+)/);
	using plain = await RawIrcClient.connect(secure.ircPort);
	plain.send("CAP LS 302");
	await plain.until("CAP", "*", "LS", "*");
	expect((await plain.until("CAP", "*", "LS")).params.at(-1)).toContain(`sts=port=${port}`);
	using irc = await RawIrcClient.connect(Number(port), { ca });
	irc.send("CAP LS 302", "CAP REQ sts", "CAP LS");
	await irc.until("CAP", "*", "LS", "*");
	expect((await irc.until("CAP", "*", "LS")).params.at(-1)).toContain("sts=duration=2592000");
	await irc.until("CAP", "*", "NAK", "sts");
});

test("TLS can be off, and with both off there is no IRC, by WebSocket neither", async () => {
	const { cert, key } = await makeCertificate(scratch, "off");
	const tls = ["--tls-cert", cert, "--tls-key", key];
	await using none = await startParlour({ args: [...tls, "--irc", "off", "--irc-tls", "off"] });
	expect(none.output()).not.toContain("IRC");
	const response = await fetch(`${none.url}/irc`, {
		headers: { Upgrade: "websocket", Connection: "Upgrade", "Sec-WebSocket-Protocol": "text.ircv3.net" },
		tls: { ca: await Bun.file(cert).text() },
	});
	expect(response.status).toBe(404);
});

test("more than 200 strangers of one address are refused, and who has logged in counts no longer", async () => {
	const sockets = Array.from({ length: 260 }, () => connectTcp(server.ircPort, "127.0.0.1"));
	let closed = 0;
	for (const socket of sockets) {
		socket.on("error", () => undefined);
		socket.on("close", () => closed++);
		socket.resume();
	}
	await eventually(async () => closed === 60, "sixty refused");
	await expect(RawIrcClient.loggedIn(server.ircPort, "Mara", PASSWORD)).rejects.toThrow();
	for (const socket of sockets) socket.destroy();
	const logIn = () => RawIrcClient.loggedIn(server.ircPort, "Mara", PASSWORD).catch(() => null);
	await eventually(async () => {
		using irc = await logIn();
		return irc !== null;
	}, "in again");
});

/** A certificate of an authority's, whose own is `ca`. */
async function vouchedFor(folder: string): Promise<{ cert: string; key: string; ca: string }> {
	const authority = await makeCertificate(folder, "authority");
	const [key, request, cert] = ["leaf-key.pem", "leaf.csr", "leaf.pem"].map((name) => join(folder, name));
	const extensions = join(folder, "leaf.ext");
	await Bun.write(extensions, "subjectAltName=DNS:localhost,IP:127.0.0.1");
	const kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=irc.example"];
	await openssl("req", ...kind, "-keyout", key ?? "", "-out", request ?? "");
	const by = ["-CA", authority.cert, "-CAkey", authority.key, "-CAcreateserial", "-days", "2", "-extfile", extensions];
	await openssl("x509", "-req", "-in", request ?? "", ...by, "-out", cert ?? "");
	return { cert: cert ?? "", key: key ?? "", ca: await Bun.file(authority.cert).text() };
}

async function openssl(...args: string[]): Promise<void> {
	const child = Bun.spawn(["openssl", ...args], { stdin: "ignore", stdout: "ignore", stderr: "pipe" });
	if ((await child.exited) !== 0) throw new Error(`openssl failed: ${await child.stderr.text()}`);
}
