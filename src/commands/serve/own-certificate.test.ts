import { afterAll, beforeEach, expect, test } from "bun:test";
import { X509Certificate } from "node:crypto";
import { mkdir, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { CommandError } from "../command-error.ts";
import { reachableHosts } from "./listen.ts";
import { ownCertificate } from "./own-certificate.ts";

const DAY = 24 * 60 * 60 * 1000;
const NOW = Date.UTC(2026, 10, 22, 12);

const scratch = await mkdtemp(join(tmpdir(), "parlour-own-certificate-"));
afterAll(() => rm(scratch, { recursive: true }));
let data = "";
let folder = "";
beforeEach(async () => {
	data = await mkdtemp(join(scratch, "data-"));
	folder = join(data, "tls");
});

type Settings = Parameters<typeof ownCertificate>[0];
const settings = (others: Partial<Settings> = {}): Settings => ({
	data,
	host: "127.0.0.1",
	ircServerName: "parlour",
	url: "",
	...others,
});

/** As a start would: what is made is kept. */
async function start(others: Partial<Settings> = {}, now = NOW) {
	const { certificate, made } = await ownCertificate(settings(others), now);
	made?.keep();
	return { x509: new X509Certificate(certificate.cert), key: certificate.key, why: made?.why ?? null };
}

test("the first start makes it, and later ones use it again", async () => {
	const first = await start();
	expect(first.why).toBe(`Made a certificate that signs itself, as there was none yet: ${join(folder, "cert.pem")}`);
	const second = await start({}, NOW + 700 * DAY);
	expect([second.x509.fingerprint256, second.key, second.why]).toEqual([first.x509.fingerprint256, first.key, null]);
});

test("the key is for its owner alone, and nothing else is left beside the two", async () => {
	await start();
	expect((await readdir(folder)).sort()).toEqual(["cert.pem", "key.pem"]);
	expect((await stat(join(folder, "key.pem"))).mode & 0o777).toBe(0o600);
	expect((await stat(folder)).mode & 0o777).toBe(0o700);
});

test("nothing is written before it is told to be kept", async () => {
	const { made } = await ownCertificate(settings(), NOW);
	expect(await readdir(data)).toEqual([]);
	made?.keep();
	expect(await readdir(data)).toEqual(["tls"]);
});

test("it names where the server listens and is reached, this machine, and what IRC calls it", async () => {
	const { x509 } = await start({ host: "192.0.2.7", ircServerName: "irc.example", url: "https://[2001:db8::1]:8443" });
	expect(x509.subject).toBe("CN=irc.example");
	for (const name of ["irc.example", "localhost", hostname()]) expect(x509.checkHost(name)).toBe(name);
	for (const address of ["192.0.2.7", "2001:db8::1", "127.0.0.1", "::1"]) expect(x509.checkIP(address)).toBe(address);
});

test.each(["0.0.0.0", "::"])("listening on %s it names the machine's addresses, and not that one", async (host) => {
	const { x509 } = await start({ host });
	for (const at of reachableHosts(host)) expect(x509.checkHost(at) ?? x509.checkIP(at)).toBe(at);
	expect(x509.checkIP(host)).toBeUndefined();
	expect((await start({ host })).why).toBeNull();
});

test.each([
	[740, "ends on 2029-02-18"],
	[820, "ended on 2029-02-18"],
])("%d days later it is made anew, for it %s", async (days, says) => {
	const first = await start();
	const next = await start({}, NOW + days * DAY);
	expect(next.why).toContain(`, as the former one ${says}: `);
	expect(next.x509.fingerprint256).not.toBe(first.x509.fingerprint256);
	expect((await start({}, NOW + days * DAY)).why).toBeNull();
});

test("it is made anew when the host asks for a name that it is not good for", async () => {
	await start();
	expect((await start({ ircServerName: "chat.example" })).why).toContain("the former one did not name chat.example: ");
	expect((await start({ ircServerName: "chat.example" })).why).toBeNull();
});

test.each([
	["only the key got there", async () => rm(join(folder, "cert.pem"))],
	["only the certificate is left", async () => rm(join(folder, "key.pem"))],
	["the certificate was cut", async () => Bun.write(join(folder, "cert.pem"), "-----BEGIN CERTIFICATE-----\nMIIB")],
	["the key is empty", async () => Bun.write(join(folder, "key.pem"), "")],
	[
		"the key is that of another",
		async () => {
			const { made } = await ownCertificate(settings({ data: join(data, "other") }), NOW);
			made?.keep();
			await Bun.write(join(folder, "key.pem"), Bun.file(join(data, "other/tls/key.pem")));
		},
	],
])("half a pair keeps no server from starting: %s", async (_, harm) => {
	const first = await start();
	await harm();
	const next = await start();
	expect(next.why).toContain("the former one and its key were no pair");
	expect(next.x509.fingerprint256).not.toBe(first.x509.fingerprint256);
	expect((await start()).why).toBeNull();
	expect((await stat(join(folder, "key.pem"))).mode & 0o777).toBe(0o600);
});

test("where it cannot be read or written, one line says so", async () => {
	await mkdir(join(folder, "cert.pem"), { recursive: true });
	await expect(start()).rejects.toThrow(CommandError);
	await expect(start()).rejects.toThrow(`Cannot read ${join(folder, "cert.pem")}: `);
	await rm(folder, { recursive: true });
	await Bun.write(folder, "a file");
	await expect(start()).rejects.toThrow(CommandError);
	await expect(start()).rejects.toThrow(`Cannot write the certificate to ${folder}: `);
});
