import { expect, test } from "bun:test";
import { PASSWORD, startConsoleCore } from "../../../test/console/console-core.ts";
import { startPipedConsole } from "../../../test/console/piped-console.ts";
import { createSecrets } from "../../runtime/secrets.ts";
import { COMMANDS } from "./commands.ts";

const { sha256Hex } = createSecrets();

test("help names every command, on lines that fit any terminal", async () => {
	await using host = await startConsoleCore();
	using piped = startPipedConsole(host);
	const lines = await piped.run("help", /^ {2}exit /);
	for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
	const printed = lines.map((line) => line.trim()).join(" ");
	for (const { usage, help } of COMMANDS) {
		expect(printed).toContain(usage);
		expect(printed).toContain(help);
	}
});

test("active users lists who is connected and by which gateways, in all its spellings", async () => {
	await using host = await startConsoleCore();
	using piped = startPipedConsole(host);
	await host.connect("bo", "irc");
	expect(await piped.run("active users", /bo/)).toEqual(["1 active user", "  bo  irc"]);
	await host.connect("asha", "web");
	await host.connect("asha", "classic");
	await host.connect("asha", "web");
	for (const spelling of ["<ACTIVE USERS>", "active  users", "<Active Users>"]) {
		expect(await piped.run(spelling, /bo/)).toEqual(["2 active users", "  asha  web, classic", "  bo    irc"]);
	}
});

test("rooms shows what is in each", async () => {
	await using host = await startConsoleCore();
	using piped = startPipedConsole(host);
	const { person } = await host.connect("asha");
	const room = await host.core.rooms.create(person, { name: "garden", visibility: "private", topic: "" });
	await host.core.messages.post(person, { room: room.id, body: "hello", nonce: null });
	const printed = await piped.run("rooms", /lobby/);
	expect(printed[0]).toMatch(/^ {2}garden {2}private {2}1 member {2}\d messages$/);
	expect(printed[1]).toMatch(/^ {2}lobby {3}public {3}1 member {2}\d messages?$/);
});

test("rooms says which are archived, and of direct messages only how many there are", async () => {
	await using host = await startConsoleCore();
	using piped = startPipedConsole(host);
	const { person } = await host.connect("asha");
	await host.connect("jun");
	const attic = await host.core.rooms.create(person, { name: "attic", visibility: "public", topic: "" });
	await host.core.roomKeeping.archive(person, attic.id, true);
	const direct = await host.core.rooms.direct(person, ["jun"]);
	await host.core.messages.post(person, { room: direct.id, body: "between us", nonce: null });
	const printed = await piped.run("rooms", /Direct/);
	expect(printed[0]).toMatch(/^ {2}attic {2}public, archived {2}1 member/);
	expect(printed.at(-1)).toBe("Direct messages: 2 messages in 1 room");
	expect(printed.join()).not.toContain("jun");
});

test("say speaks in the lobby as it was typed, and its text is not logged", async () => {
	await using host = await startConsoleCore();
	using piped = startPipedConsole(host);
	const { person } = await host.connect("asha");
	await piped.run("say  Back  in <five> minutes", /Said/);
	const { messages } = await host.core.history.page(person, (await host.core.rooms.lobby()).id);
	expect(messages.at(-1)).toMatchObject({ event: "said", author: null, body: "Back  in <five> minutes" });
	expect(host.logLines.at(-1)).toMatchObject({ event: "console command", fields: { command: "say" } });
	expect(JSON.stringify(host.logLines)).not.toContain("minutes");
	expect(await piped.run("say", /./)).toEqual(["Usage: say TEXT"]);
});

test("kick disconnects somebody, and ends the sessions of one who is not there", async () => {
	await using host = await startConsoleCore();
	using piped = startPipedConsole(host);
	const asha = await host.connect("asha");
	const { token } = await host.core.accounts.openSession(asha.person.account, { gateway: "web", address: "::1" });
	expect(await piped.run("kick Asha", /asha/)).toEqual(["asha was disconnected, and every session of asha ended"]);
	expect(asha.ends).toEqual(["kicked"]);
	expect(host.core.accounts.authenticate(token)).rejects.toMatchObject({ code: "unauthorized" });
	expect(await piped.run("kick @asha", /asha/)).toEqual([
		"Nobody named asha is connected; every session of asha was ended",
	]);
	expect(await piped.run("kick", /./)).toEqual(["Usage: kick NAME"]);
});

test("reset-password shows a password that works, nowhere but here, and ends every session", async () => {
	await using host = await startConsoleCore();
	using piped = startPipedConsole(host);
	const asha = await host.connect("asha");
	const printed = await piped.run("reset-password asha", /session/);
	const password = /^New password of asha: (\S+)$/.exec(printed[0] ?? "")?.[1] ?? "";
	expect(printed[1]).toBe("Every session of asha was ended");
	expect(asha.ends).toEqual(["kicked"]);
	const origin = { gateway: "web", address: "::1" };
	const logIn = (password: string) =>
		host.core.accounts.logIn({ name: "asha", passwordDigest: sha256Hex(password) }, origin);
	expect(await logIn(password)).toMatchObject({ name: "asha" });
	expect(logIn(PASSWORD)).rejects.toMatchObject({ code: "wrong_credentials" });
	expect(host.logLines).toContainEqual({
		event: "console command",
		fields: { command: "reset-password", user: "asha" },
		level: "info",
	});
	expect(JSON.stringify(host.logLines)).not.toContain(password);
});

test("invite prints a link with which one person can sign up", async () => {
	await using host = await startConsoleCore({ signUp: "invite" });
	using piped = startPipedConsole(host);
	const [link = ""] = await piped.run("invite", /One person/);
	const code = /^http:\/\/127\.0\.0\.1:8080\/\?invite=([\w-]+)$/.exec(link)?.[1] ?? "";
	const credentials = { name: "asha", passwordDigest: sha256Hex(PASSWORD) };
	const account = await host.core.accounts.signUp(credentials, { gateway: "web", address: "::1" }, code);
	expect(account.name).toBe("asha");
	expect(JSON.stringify(host.logLines)).not.toContain(code);
});
