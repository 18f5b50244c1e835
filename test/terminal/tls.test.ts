import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { join } from "node:path";
import { makeCertificate } from "../serve/certificate.ts";
import { type RunningParlour, startParlour } from "../support/parlour.ts";
import { PASSWORD } from "../support/person.ts";
import { runChat } from "./support/script.ts";
import { type Home, makeHome, seat, startTerminal } from "./support/terminal.ts";

setDefaultTimeout(60_000);

let folder: Home;
let cert = "";
let other = "";
let server: RunningParlour;
beforeAll(async () => {
	folder = await makeHome();
	const own = await makeCertificate(folder.path, "own");
	cert = own.cert;
	other = (await makeCertificate(folder.path, "other")).cert;
	server = await startParlour({ args: ["--tls-cert", own.cert, "--tls-key", own.key] });
	for (const name of ["asha", "ci"]) {
		const response = await fetch(`${server.url}/api/signup`, {
			method: "POST",
			headers: { "Content-Type": "application/json" },
			body: JSON.stringify({ name, password: PASSWORD }),
			tls: { ca: await Bun.file(cert).text() },
		});
		expect(response.status).toBe(200);
	}
});
afterAll(async () => {
	await server[Symbol.asyncDispose]();
	await folder[Symbol.asyncDispose]();
});

const place = (...args: string[]) => ["127.0.0.1", String(server.port), "--user", "ci", ...args];

test("over TLS a script says something and somebody at a screen reads it, the host's own certificate trusted by --ca", async () => {
	await using terminal = await seat(server.url, "asha", { args: ["--ca", cert] });
	const said = await runChat(place("--tls", "--ca", cert), { input: "by an encrypted way\n" });
	expect(said).toEqual({ code: 0, out: "", err: "" });
	await terminal.sees(/ci {2,}by an encrypted way/);
	await terminal.enter("/quit");
	await terminal.lastRowIs("[ended with status 0]");
	// The stored session is taken over TLS as well.
	await using again = await startTerminal(["127.0.0.1", String(server.port), "--user", "asha", "--tls", "--ca", cert], {
		home: terminal.home,
	});
	await again.sees("by an encrypted way");
});

test("a certificate that the system trusts needs no --ca", async () => {
	const env = { NODE_EXTRA_CA_CERTS: cert };
	expect(await runChat(place("--tls"), { input: "trusted\n", env })).toEqual({ code: 0, out: "", err: "" });
});

test("a certificate that nobody trusts, or of another host, and a missing --tls are a clear line and code 2 each", async () => {
	const line = async (args: string[]) => {
		const { code, out, err } = await runChat(args, { input: "never said\n" });
		expect({ code, out }).toEqual({ code: 2, out: "" });
		return err;
	};
	const untrusted =
		/^parlour: Cannot reach https:\/\/127\.0\.0\.1:\d+: its certificate is not trusted here \(\w+\)\. .*--ca FILE trusts it\n$/;
	expect(await line(place("--tls"))).toMatch(untrusted);
	expect(await line(place("--ca", other))).toMatch(untrusted);
	expect(await line(place())).toMatch(/Check the port, and whether it wants --tls\n$/);
});

test("--ca takes the certificate that the server has made itself, by address and by name", async () => {
	await using own = await startParlour({ args: ["--tls-self-signed"] });
	const ca = join(own.data, "tls/cert.pem");
	const response = await fetch(`${own.url}/api/signup`, {
		method: "POST",
		headers: { "Content-Type": "application/json" },
		body: JSON.stringify({ name: "ci", password: PASSWORD }),
		tls: { ca: await Bun.file(ca).text() },
	});
	expect(response.status).toBe(200);
	for (const host of ["127.0.0.1", "localhost"]) {
		const said = await runChat([host, String(own.port), "--user", "ci", "--ca", ca], { input: `to ${host}\n` });
		expect(said).toEqual({ code: 0, out: "", err: "" });
	}
	expect(await runChat(["127.0.0.1", String(own.port), "--user", "ci", "--ca", cert])).toMatchObject({ code: 2 });
});

test("--ca that cannot be read, or holds no certificate, is one line and code 1", async () => {
	expect(await runChat(place("--ca", "/nowhere.pem"))).toMatchObject({
		code: 1,
		err: expect.stringMatching(/^parlour: Cannot read --ca \/nowhere\.pem: .*\n$/),
	});
	expect(await runChat(place("--ca", import.meta.path))).toMatchObject({
		code: 1,
		err: `parlour: Cannot use --ca ${import.meta.path}: it holds no certificate in PEM form\n`,
	});
});
