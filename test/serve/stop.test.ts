import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { connect as dial } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Subprocess } from "bun";
import { startFreezingProxy } from "../faults/freezing-proxy.ts";
import { freshLog } from "../faults/whole-log.ts";
import { logged, readDayLog } from "../support/day-log.ts";
import { eventually } from "../support/eventually.ts";
import { type RunningParlour, startParlour } from "../support/parlour.ts";
import { signUp } from "../support/person.ts";
import { RawSocket } from "../support/raw-socket.ts";

const STOPPED_WITHIN_MS = 5000;
const UNDER_WAY = 100;

let scratch = "";
beforeAll(async () => {
	scratch = await mkdtemp(join(tmpdir(), "parlour-stop-"));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

async function exitCode(server: RunningParlour): Promise<number> {
	const began = performance.now();
	const code = await server.process.exited;
	expect(performance.now() - began).toBeLessThan(STOPPED_WITHIN_MS);
	return code;
}

describe("everybody hears of it, and what was acknowledged is there after", () => {
	const ways: [string, (server: RunningParlour) => void][] = [
		["SIGTERM", ({ process }) => process.kill("SIGTERM")],
		["SIGINT", ({ process }) => process.kill("SIGINT")],
		["<EXIT>", (server) => server.type("<EXIT>")],
	];
	test.each(ways)("a stop by %s", async (way, stop) => {
		const data = join(scratch, way);
		const server = await startParlour({ data, args: ["--unlimited"] });
		const token = await signUp(server.url, "asha");
		const other = await signUp(server.url, "jun");
		const [talker, listener] = [await RawSocket.enter(server.url, token), await RawSocket.enter(server.url, other)];
		const sent: string[] = [];
		const acked: string[] = [];
		const { promise: busy, resolve: nowBusy } = Promise.withResolvers<void>();
		const keepPosting = async () => {
			for (;;) {
				const body = `number ${sent.length + 1}`;
				sent.push(body);
				const answer = await talker.ask({ t: "post", room: 1, nonce: crypto.randomUUID(), body });
				if (answer.t === "posted") acked.push(body);
				if (acked.length === UNDER_WAY * 3) nowBusy();
			}
		};
		const posting = Array.from({ length: UNDER_WAY }, () => keepPosting().catch(() => undefined));
		await busy;
		stop(server);

		for (const socket of [talker, listener]) {
			expect(await socket.next("bye")).toMatchObject({ code: "stopping" });
			expect(await socket.closed).toMatchObject({ code: 1012 });
		}
		await Promise.all(posting);
		expect(await exitCode(server)).toBe(0);
		const log = await readDayLog(data);
		expect(log).toMatch(new RegExp(`stopping why=${way}\\n(.*\\n)*.*\\]:stopped\\n$`));

		await using again = await startParlour({ data });
		const held = (await freshLog(again.url, "asha", token)).filter(({ kind }) => kind === "text");
		// What was committed is a beginning of what was sent, and holds all that was acknowledged.
		expect(held.map(({ body }) => body)).toEqual(sent.slice(0, held.length));
		expect(acked).toEqual(sent.slice(0, acked.length));
		expect(held.length).toBeGreaterThanOrEqual(acked.length);
	});
});

test("a sleeping reader, a silent socket and a half-sent request do not hold up a stop", async () => {
	await using server = await startParlour({ args: ["--unlimited", "--announce", "off"] });
	const proxy = await startFreezingProxy(server.port);
	const token = await signUp(server.url, "asha");
	await using talker = await RawSocket.enter(server.url, token);
	await RawSocket.enter(proxy.url, token);
	await RawSocket.open(server.url);
	const half = dial({ host: "127.0.0.1", port: server.port });
	half.on("error", () => undefined);
	half.write("POST /api/login HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{");
	proxy.freeze();
	const body = "x".repeat(7900);
	for (let round = 0; round < 20; round++) {
		const posts = Array.from({ length: 20 }, () =>
			talker.ask({ t: "post", room: 1, nonce: crypto.randomUUID(), body }),
		);
		await Promise.all(posts);
	}
	server.process.kill("SIGTERM");
	expect(await exitCode(server)).toBe(0);
	half.destroy();
	await proxy.close();
});

test("a second signal ends it at once", async () => {
	await using server = await startParlour();
	server.process.kill("SIGINT");
	await server.printed(/Stopping/);
	server.process.kill("SIGINT");
	expect([0, 1]).toContain(await exitCode(server));
});

describe("the end of standard input is no stop", () => {
	const MAIN = join(import.meta.dir, "../../src/main.ts");

	/** It serves before and after `end`, and stops when it is told to. */
	async function staysUp(data: string, child: Subprocess, end: () => Promise<void> | void): Promise<void> {
		try {
			const line = await logged(data, /:started /);
			const url = line.match(/urls=(\S+)/)?.[1] ?? "";
			await end();
			expect((await fetch(`${url}/health`)).status).toBe(200);
			const token = await signUp(url, "asha");
			await using socket = await RawSocket.enter(url, token);
			expect((await socket.ask({ t: "post", room: 1, nonce: "still-here-1", body: "still here" })).t).toBe("posted");
			child.kill("SIGTERM");
			expect(await child.exited).toBe(0);
		} finally {
			child.kill("SIGKILL");
		}
	}

	function command(data: string): string[] {
		return [process.execPath, MAIN, "serve", "127.0.0.1", "0", "--classic", "off", "--irc", "off", "--data", data];
	}

	test("with /dev/null", async () => {
		const data = join(scratch, "dev-null");
		const child = Bun.spawn(command(data), { stdin: "ignore", stdout: "ignore", stderr: "ignore" });
		await staysUp(data, child, () => {});
	});

	test("with a pipe that closes", async () => {
		const data = join(scratch, "pipe");
		const child = Bun.spawn(command(data), { stdin: "pipe", stdout: "pipe", stderr: "ignore" });
		await staysUp(data, child, async () => {
			child.stdin.write("rooms\n");
			await child.stdin.end();
			// The last line is answered, and after it the end has been read.
			const reader = child.stdout.getReader();
			const decoder = new TextDecoder();
			let output = "";
			await eventually(async () => {
				output += decoder.decode((await reader.read()).value);
				return output.includes("lobby");
			}, "the answer to the last line");
			await reader.cancel();
		});
	});

	test("with no standard streams at all", async () => {
		const data = join(scratch, "no-streams");
		const child = Bun.spawn(["sh", "-c", 'exec "$@" <&- >&- 2>&-', "sh", ...command(data)], { stdin: "ignore" });
		await staysUp(data, child, () => {});
	});

	test("when nobody reads what it prints any more", async () => {
		const data = join(scratch, "deaf");
		const child = Bun.spawn(command(data), { stdin: "pipe", stdout: "pipe", stderr: "pipe" });
		await staysUp(data, child, async () => {
			await child.stdout.cancel();
			await child.stderr.cancel();
			child.stdin.write("rooms\nrooms\nrooms\n");
			child.stdin.flush();
		});
	});
});

describe("npm start, which somebody else's program stops", () => {
	test.each(["SIGTERM", "SIGINT"] as const)(
		"%s to npm alone, as a supervisor sends it, stops the server",
		async (signal) => {
			const data = join(scratch, `npm-${signal}`);
			const command = ["npm", "start", "--", "127.0.0.1", "0", "--classic", "off", "--irc", "off", "--data", data];
			const npm = Bun.spawn(command, {
				cwd: join(import.meta.dir, "../.."),
				stdin: "ignore",
				stdout: "pipe",
				stderr: "pipe",
			});
			await logged(data, /:started /);
			npm.kill(signal);
			await npm.exited;
			await logged(data, /:stopped/);
			expect(await readDayLog(data)).toContain(`stopping why=${signal}`);
		},
	);
});
