import { expect, test } from "bun:test";
import { PassThrough } from "node:stream";
import { startConsoleCore } from "../../test/console/console-core.ts";
import { startPipedConsole } from "../../test/console/piped-console.ts";
import { startConsole } from "./console.ts";

test("what is no command is answered with Unknown Command, and not logged", async () => {
	await using host = await startConsoleCore();
	using piped = startPipedConsole(host);
	expect(await piped.run("hunter2 is my password", /help/)).toEqual([
		"Unknown Command",
		"Type help for the list of commands",
	]);
	expect(JSON.stringify(host.logLines)).not.toContain("hunter2");
});

test("an empty line is no command", async () => {
	await using host = await startConsoleCore();
	using piped = startPipedConsole(host);
	piped.input.write("\n  \n\r\n");
	expect(await piped.run("active users", /active/)).toEqual(["No active users"]);
});

test("exit asks the server to stop, in the old spelling and any case, and ends the console", async () => {
	for (const spelling of ["<EXIT>", "<exit>", "exit", "  EXIT "]) {
		await using host = await startConsoleCore();
		using piped = startPipedConsole(host);
		piped.input.write(`${spelling}\nsay after the end\n`);
		await piped.stopRequested;
		expect(piped.stopRequests()).toBe(1);
		const { person } = await host.connect("asha");
		const { messages } = await host.core.history.page(person, (await host.core.rooms.lobby()).id);
		expect(messages.filter(({ event }) => event === "said")).toEqual([]);
	}
});

test("exit with something behind it is no command", async () => {
	await using host = await startConsoleCore();
	using piped = startPipedConsole(host);
	await piped.run("exit the room", /Unknown Command/);
	expect(piped.stopRequests()).toBe(0);
});

test("commands run one after another, in order, and a failing one does not stop the next", async () => {
	await using host = await startConsoleCore();
	using piped = startPipedConsole(host);
	piped.input.write("say one\nkick nobody-here\nsay two\n");
	const printed = await piped.run("active users", /active users/);
	expect(printed).toEqual([
		"Said in the lobby",
		"Cannot find an account named nobody-here",
		"Said in the lobby",
		"No active users",
	]);
	const { person } = await host.connect("asha");
	const lobby = await host.core.rooms.lobby();
	const said = (await host.core.history.page(person, lobby.id)).messages.filter(({ event }) => event === "said");
	expect(said.map(({ body }) => body)).toEqual(["one", "two"]);
});

test("the end of the input is not exit: the rest is run, and printing goes on", async () => {
	await using host = await startConsoleCore();
	using piped = startPipedConsole(host);
	const answer = piped.printed(/active users/);
	piped.input.end("rooms\nactive users");
	expect(await answer).toEqual([expect.stringContaining("lobby"), "No active users"]);
	piped.console.print("still here");
	expect(piped.lines().at(-1)).toBe("still here");
	expect(piped.stopRequests()).toBe(0);
});

test("there may be no input at all, or one that fails", async () => {
	await using host = await startConsoleCore();
	const output = new PassThrough();
	const printed: string[] = [];
	output.on("data", (chunk: Buffer) => printed.push(chunk.toString()));
	const options = { output, isTerminal: true, log: host.log, baseUrl: "", requestStop: () => expect.unreachable() };
	const none = startConsole(host.core, { ...options, input: null });
	none.print("no input");
	none.stop();
	const broken = new PassThrough();
	const failing = startConsole(host.core, { ...options, isTerminal: false, input: broken });
	const closed = new Promise((resolve) => broken.once("close", resolve));
	broken.destroy(new Error("EIO"));
	await closed;
	failing.print("broken input");
	failing.stop();
	expect(printed).toEqual(["no input\n", "broken input\n"]);
});

test("an output that nobody reads any more hurts nobody", async () => {
	await using host = await startConsoleCore();
	const output = new PassThrough();
	const input = new PassThrough();
	const options = { input, output, isTerminal: false, log: host.log, baseUrl: "" };
	const { promise, resolve } = Promise.withResolvers<void>();
	startConsole(host.core, { ...options, requestStop: resolve });
	output.destroy(new Error("EPIPE"));
	input.write("rooms\nexit\n");
	await promise;
});

test("a fault of ours is logged with its cause and told as Internal error", async () => {
	await using host = await startConsoleCore();
	const messages = Object.create(host.core.messages, { say: { value: () => Promise.reject(new Error("a bug")) } });
	using piped = startPipedConsole({ ...host, core: { ...host.core, messages } });
	expect(await piped.run("say hello", /Internal/)).toEqual(["Internal error, see the log"]);
	const logged = host.logLines.find(({ event }) => event === "console command failed");
	expect(logged?.level).toBe("error");
	expect(logged?.fields).toMatchObject({ command: "say", cause: expect.stringContaining("a bug") });
});

test("what is printed cannot steer the terminal", async () => {
	await using host = await startConsoleCore();
	using piped = startPipedConsole(host);
	piped.console.print("a\u001b]0;title\u0007b\u001b[2Jc\u009bd\re\u202ef");
	expect(piped.lines()[0]).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
	await piped.run("kick \u001b[31mred\u001b[0m", /Cannot find/);
	expect(piped.lines()[1]).toBe("Cannot find an account named red");
});
