import { afterAll, beforeAll, expect, test } from "bun:test";
import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "node:tls";
import { makeSelfSigned } from "../../src/runtime/self-signed.ts";
import { logged } from "../support/day-log.ts";
import { RawIrcClient } from "../support/irc-client.ts";
import { type RunningParlour, startParlour } from "../support/parlour.ts";
import { PASSWORD } from "../support/person.ts";
import { RawSocket } from "../support/raw-socket.ts";
import { parlour, refusal } from "./command.ts";

const ASKED = ["--tls-self-signed"];
const DAY = 24 * 60 * 60 * 1000;

let scratch = "";
beforeAll(async () => {
	scratch = await mkdtemp(join(tmpdir(), "parlour-self-signed-"));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

const certificateIn = (data: string) => Bun.file(join(data, "tls/cert.pem")).text();
const fingerprintOf = (pem: string) => new X509Certificate(pem).fingerprint256;

/** What the server says of itself. */
async function saidFingerprint(server: RunningParlour): Promise<string> {
	const [, fingerprint = ""] = await server.printed(/The certificate's SHA-256: ([0-9A-F:]{95})\n/);
	return fingerprint;
}

/** Of what it shows whoever connects by TLS and takes anything. */
async function shownFingerprint(port: number): Promise<string> {
	const socket = connect({ port, host: "127.0.0.1", rejectUnauthorized: false });
	await once(socket, "secureConnect");
	const { fingerprint256 } = socket.getPeerCertificate();
	socket.destroy();
	return fingerprint256;
}

test("asked for, a certificate is made in the data folder, and the web and IRC speak TLS with it", async () => {
	await using server = await startParlour({ args: ASKED });
	expect(server.url).toStartWith("https://");
	const path = join(server.data, "tls/cert.pem");
	await server.printed(new RegExp(`Made a certificate that signs itself, as there was none yet: ${path}\n`));
	const ca = await certificateIn(server.data);
	const fingerprint = await saidFingerprint(server);
	expect(fingerprintOf(ca)).toBe(fingerprint);
	const [, ircPort = ""] = await server.printed(/IRC clients by TLS: port (\d+)/);
	expect(await shownFingerprint(server.port)).toBe(fingerprint);
	expect(await shownFingerprint(Number(ircPort))).toBe(fingerprint);
	await logged(server.data, new RegExp(`certificate made .*${fingerprint}`));

	const signUp = await fetch(`${server.url}/api/signup`, {
		method: "POST",
		headers: { "Content-Type": "application/json", Origin: server.url },
		body: JSON.stringify({ name: "Mara", password: PASSWORD }),
		tls: { ca },
	});
	expect(signUp.status).toBe(200);
	const cookie = signUp.headers.get("set-cookie") ?? "";
	expect(cookie).toContain("Secure");
	await using page = await RawSocket.open(server.url, { Origin: server.url, Cookie: cookie.split(";")[0] ?? "" });
	page.send({ t: "hello", v: 1 });
	expect((await page.next("welcome")).me.name).toBe("Mara");
	await expect(RawSocket.open(server.url, { Origin: "https://evil.example" })).rejects.toThrow();

	using irc = await RawIrcClient.connect(Number(ircPort), { ca });
	irc.send("CAP LS 302");
	await irc.until("CAP", "*", "LS", "*");
	// Clients would hold on to TLS, and then refuse the certificate.
	expect((await irc.until("CAP", "*", "LS")).params.at(-1)).not.toContain("sts");
	irc.send("CAP END", `PASS :Mara:${PASSWORD}`, "NICK Mara", "USER mara 0 * :Mara");
	await irc.until("422");
	irc.send("ADMIN");
	await irc.until("258", "Mara", `In a browser: ${server.url}`);
});

test("the next start has the same one, and says so by the same fingerprint alone", async () => {
	const data = join(scratch, "again");
	let fingerprint = "";
	{
		await using first = await startParlour({ data, args: ASKED });
		fingerprint = await saidFingerprint(first);
		// As a crash would.
		await first.kill();
	}
	await using second = await startParlour({ data, args: ASKED });
	expect(await saidFingerprint(second)).toBe(fingerprint);
	expect(second.output()).not.toContain("Made a certificate");
	expect((await readdir(join(data, "tls"))).sort()).toEqual(["cert.pem", "key.pem"]);
	expect((await stat(join(data, "tls/key.pem"))).mode & 0o777).toBe(0o600);
});

test("one that has ended is made anew at the next start, and the host is told", async () => {
	const data = join(scratch, "ended");
	const former = makeSelfSigned("parlour", ["127.0.0.1", "parlour"], Date.now() - 900 * DAY);
	await Bun.write(join(data, "tls/key.pem"), former.key);
	await Bun.write(join(data, "tls/cert.pem"), former.cert);
	await using server = await startParlour({ data, args: ASKED });
	await server.printed(/Made a certificate that signs itself, as the former one ended on \d{4}-\d\d-\d\d: /);
	const fingerprint = await saidFingerprint(server);
	expect(fingerprint).not.toBe(fingerprintOf(former.cert));
	await logged(data, /certificate made .*the former one ended on/);
	const health = await fetch(`${server.url}/health`, { tls: { ca: await certificateIn(data) } });
	expect(health.status).toBe(200);
});

test("a second server by mistake hears of the first, whose certificate is not touched", async () => {
	await using first = await startParlour({ args: ASKED });
	const before = await certificateIn(first.data);
	const others = ["--classic", "off", "--irc", "off", ...ASKED];
	// Another name would want another certificate.
	const renaming = [...others, "--irc-server-name", "chat.example"];
	expect(await refusal(["127.0.0.1", String(first.port), "--data", first.data, ...renaming])).toContain("is in use");
	expect(await refusal(["127.0.0.1", "0", "--data", first.data, ...renaming])).toContain("another Parlour is running");
	expect(await certificateIn(first.data)).toBe(before);
	const elsewhere = join(scratch, "elsewhere");
	expect(await refusal(["127.0.0.1", String(first.port), "--data", elsewhere, ...others])).toContain("is in use");
	expect(await stat(elsewhere).catch(() => null)).toBeNull();
});

test("where it cannot be written, or is asked for beside another, one line says so", async () => {
	const data = join(scratch, "refused");
	const place = ["127.0.0.1", "0", "--classic", "off", "--irc", "off", "--data", data];
	await Bun.write(join(data, "tls"), "no folder");
	const line = await refusal([...place, ...ASKED]);
	expect(line).toStartWith(`parlour: Cannot write the certificate to ${join(data, "tls")}: `);
	expect(await refusal([...place, ...ASKED, "--tls-cert", "a.pem", "--tls-key", "b.pem"])).toBe(
		"parlour: Cannot use --tls-self-signed together with --tls-cert: choose one of them",
	);
});

test("--help lists it", async () => {
	expect((await parlour(["serve", "--help"])).stdout).toMatch(/\n {2}--tls-self-signed +TLS with a certificate/);
});
