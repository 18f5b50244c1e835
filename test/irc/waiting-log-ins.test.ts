import { afterAll, beforeAll, expect, test } from "bun:test";
import { RawIrcClient } from "../support/irc-client.ts";
import { type RunningParlour, startParlour } from "../support/parlour.ts";
import { PASSWORD, signUp } from "../support/person.ts";

let server: RunningParlour;
beforeAll(async () => {
	server = await startParlour({ args: ["--announce", "off"] });
});
afterAll(() => server[Symbol.asyncDispose]());

async function post(token: string, path: string, body: unknown): Promise<unknown> {
	const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
	const response = await fetch(`${server.url}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
	expect(response.status).toBe(200);
	return response.json();
}

/** Logged in by SASL; CAP END, which the welcome waits for, is still to come. */
async function waiting(name: string, password: string): Promise<RawIrcClient> {
	const client = await RawIrcClient.connect(server.ircPort);
	client.send("CAP LS 302", `NICK ${name}`, `USER ${name} 0 * :${name}`, "CAP REQ sasl", "AUTHENTICATE PLAIN");
	client.send(`AUTHENTICATE ${Buffer.from(`\0${name}\0${password}`).toString("base64")}`);
	await client.until("903");
	return client;
}

test("a new password ends also who has logged in by the old one and waits before CAP END", async () => {
	const token = await signUp(server.url, "Mara");
	using thief = await waiting("Mara", PASSWORD);
	await post(token, "/api/password", { old: PASSWORD, new: "another horse" });
	await thief.until("ERROR", /ended/);
	await thief.end();
});

test("the end of an app password ends who waits with it, and nobody who waits with another", async () => {
	const token = await signUp(server.url, "Jun");
	const make = async (label: string) =>
		(await post(token, "/api/app-passwords", { label })) as { id: number; password: string };
	const [lost, kept] = [await make("lost"), await make("kept")];
	using thief = await waiting("Jun", lost.password);
	using own = await waiting("Jun", kept.password);
	await post(token, "/api/app-passwords/end", { id: lost.id });
	await thief.until("ERROR", /ended/);
	await thief.end();
	own.send("CAP END");
	await own.until("001", "Jun");
});
