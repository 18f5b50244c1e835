import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as v from "valibot";
import { sessionReply } from "../../src/protocol/http.ts";
import { startParlour } from "../support/parlour.ts";
import { PASSWORD } from "../support/person.ts";
import { RawSocket } from "../support/raw-socket.ts";
import { makeCertificate } from "./certificate.ts";
import { refusal } from "./command.ts";

let scratch = "";
beforeAll(async () => {
	scratch = await mkdtemp(join(tmpdir(), "parlour-tls-"));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

test("with a certificate, health, log-in and sockets are encrypted, and the cookie is for https alone", async () => {
	const { cert, key } = await makeCertificate(scratch, "own");
	await using server = await startParlour({ args: ["--tls-cert", cert, "--tls-key", key] });
	expect(server.url).toStartWith("https://");
	const tls = { ca: await Bun.file(cert).text() };
	const health = await fetch(`${server.url}/health`, { tls });
	expect(health.status).toBe(200);
	const signUp = await fetch(`${server.url}/api/signup`, {
		method: "POST",
		headers: { "Content-Type": "application/json", Origin: server.url },
		body: JSON.stringify({ name: "asha", password: PASSWORD }),
		tls,
	});
	expect(signUp.status).toBe(200);
	const cookie = signUp.headers.get("set-cookie") ?? "";
	for (const part of ["HttpOnly", "SameSite=Lax", "Secure", "Path=/"]) expect(cookie).toContain(part);

	const { token } = v.parse(sessionReply, await signUp.json());
	await using program = await RawSocket.enter(server.url, token);
	expect((await program.ask({ t: "post", room: 1, nonce: "over-tls-1", body: "encrypted" })).t).toBe("posted");
	await using page = await RawSocket.open(server.url, { Origin: server.url, Cookie: cookie.split(";")[0] ?? "" });
	page.send({ t: "hello", v: 1 });
	expect((await page.next("welcome")).me.name).toBe("asha");

	await expect(fetch(server.url.replace("https", "http"))).rejects.toThrow();
});

test("a key that is not the certificate's is refused in one line", async () => {
	const [own, other] = [await makeCertificate(scratch, "a"), await makeCertificate(scratch, "b")];
	const place = ["127.0.0.1", "0", "--classic", "off", "--irc", "off", "--data", join(scratch, "data")];
	expect(await refusal([...place, "--tls-cert", own.cert, "--tls-key", other.key])).toBe(
		`parlour: Cannot use --tls-key ${other.key}: it is not the key of ${own.cert}`,
	);
	expect(await refusal([...place, "--tls-cert", own.cert, "--tls-key", own.cert])).toContain("holds no private key");
});
