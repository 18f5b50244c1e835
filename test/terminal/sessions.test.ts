import { expect, setDefaultTimeout, test } from "bun:test";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { startParlour } from "../support/parlour.ts";
import { PASSWORD, signUp } from "../support/person.ts";
import { runChat } from "./support/script.ts";
import { seat, startTerminal } from "./support/terminal.ts";

setDefaultTimeout(60_000);

test("a session is kept for its owner alone, spares the password the next time, and --forget ends it", async () => {
	await using server = await startParlour();
	await signUp(server.url, "asha");
	await using first = await seat(server.url, "asha");
	await first.enter("/quit");
	await first.lastRowIs("[ended with status 0]");
	const file = join(first.home, "config/parlour/sessions.json");
	expect((await stat(file)).mode & 0o777).toBe(0o600);
	const kept: unknown = await Bun.file(file).json();
	expect(kept).toEqual({ sessions: { [`${server.url} asha`]: expect.any(String) } });
	expect(JSON.stringify(kept)).not.toContain(PASSWORD);

	await using second = await startTerminal([server.url, "--user", "asha"], { home: first.home });
	await second.sees("asha ●");
	await second.enter("/quit");
	await second.lastRowIs("[ended with status 0]");

	const forgotten = await runChat([server.url, "--user", "asha", "--forget"], { home: first.home });
	expect(forgotten).toEqual({
		code: 0,
		err: "",
		out: `The session of asha at ${server.url} is dropped, and logged out\n`,
	});
	await using third = await startTerminal([server.url, "--user", "asha"], { home: first.home });
	await third.sees("Password of asha:");
});

test("a stored session that was ended meanwhile leads to the question for the password", async () => {
	await using server = await startParlour();
	await signUp(server.url, "asha");
	await using first = await seat(server.url, "asha");
	await first.enter("/quit");
	await first.lastRowIs("[ended with status 0]");
	const from = server.output().length;
	server.type("kick asha");
	await server.printed(/asha/, from);
	await using second = await startTerminal([server.url, "--user", "asha"], { home: first.home });
	await second.sees("Password of asha:");
	await second.type(PASSWORD);
	await second.press("Enter");
	await second.sees("asha ●");
});
