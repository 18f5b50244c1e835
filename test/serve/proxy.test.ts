import { expect, test } from "bun:test";
import { logged, readDayLog } from "../support/day-log.ts";
import { startParlour } from "../support/parlour.ts";
import { PASSWORD } from "../support/person.ts";

async function signUpThroughProxy(url: string, forwardedFor: string): Promise<Response> {
	return fetch(`${url}/api/signup`, {
		method: "POST",
		headers: { "Content-Type": "application/json", "X-Forwarded-For": forwardedFor },
		body: JSON.stringify({ name: "asha", password: PASSWORD }),
	});
}

test("behind a proxy with --url, addresses are those that it saw, the cookie is Secure, and links are of that URL", async () => {
	await using server = await startParlour({ args: ["--url", "https://chat.example.org", "--signup", "invite"] });
	const [, invite] = await server.printed(/https:\/\/chat\.example\.org\/\?invite=(\S+)/);
	const response = await fetch(`${server.url}/api/signup`, {
		method: "POST",
		headers: { "Content-Type": "application/json", "X-Forwarded-For": "192.0.2.66, 203.0.113.9" },
		body: JSON.stringify({ name: "asha", password: PASSWORD, invite }),
	});
	expect(response.headers.get("set-cookie")).toContain("; Secure");
	await logged(server.data, /sign-up user=asha .*address=203\.0\.113\.9/);
});

test("without --url nobody is believed about their address", async () => {
	await using server = await startParlour();
	expect((await signUpThroughProxy(server.url, "203.0.113.9")).headers.get("set-cookie")).not.toContain("Secure");
	await logged(server.data, /sign-up user=asha .*address=127\.0\.0\.1/);
	expect(await readDayLog(server.data)).not.toContain("203.0.113.9");
});
