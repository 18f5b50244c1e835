import { Database } from "bun:sqlite";
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, connect as dial } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { logged } from "../support/day-log.ts";
import { type RunningParlour, startParlour } from "../support/parlour.ts";
import { connect, lobbyOf, newPerson, signUp, textsOf, until } from "../support/person.ts";
import { parlour, refusal } from "./command.ts";

let scratch = "";
beforeAll(async () => {
	scratch = await mkdtemp(join(tmpdir(), "parlour-serve-"));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

function serveIn(folder: string, ...more: string[]): string[] {
	return ["127.0.0.1", "0", "--classic", "off", "--irc", "off", "--data", folder, ...more];
}

/** Every file of a folder with its size and its time, so that any touch shows; but not the log that the running server itself writes on to, its search index a moment after what was said. */
async function traces(folder: string): Promise<string[]> {
	const names = (await readdir(folder, { recursive: true })).filter((name) => !/-(wal|shm)$/.test(name));
	return Promise.all(
		names.sort().map(async (name) => {
			const file = Bun.file(join(folder, name));
			const { size, mtimeMs } = await file.stat();
			return `${name} ${size} ${mtimeMs}`;
		}),
	);
}

describe("beside a running server", () => {
	let first: RunningParlour;
	beforeAll(async () => {
		first = await startParlour();
	});
	afterAll(() => first[Symbol.asyncDispose]());

	async function stillWorks(name: string): Promise<void> {
		const person = await newPerson(first.url, name);
		person.post(lobbyOf(person).id, `${name} is here`);
		await until(() => textsOf(lobbyOf(person)).includes(`${name} is here`), "the post");
		person.stop();
	}

	test("a second start on the same port and folder says that the port is in use, and leaves the first alone", async () => {
		await stillWorks("before");
		// The first one's own last word of this.
		await logged(first.data, /:disconnection .*user=before/);
		const before = await traces(first.data);
		const line = await refusal([
			"127.0.0.1",
			String(first.port),
			"--classic",
			"off",
			"--irc",
			"off",
			"--data",
			first.data,
		]);
		expect(line).toBe(`parlour: Port ${first.port} is in use: stop what listens there, or choose another with --port`);
		expect(await traces(first.data)).toEqual(before);
		await stillWorks("after");
	});

	test("a second start on the same folder and another port says who holds the folder, and leaves the first alone", async () => {
		const line = await refusal(serveIn(first.data));
		expect(line).toStartWith(`parlour: Cannot use the data folder ${first.data}: another Parlour is running on it.`);
		await stillWorks("third");
	});

	test("a classic port that is in use is named, and the web port is let go", async () => {
		const folder = join(scratch, "classic-taken");
		const args = ["127.0.0.1", "0", "--classic", String(first.classicPort), "--irc", "off", "--data", folder];
		expect(await refusal(args)).toBe(
			`parlour: Port ${first.classicPort} is in use: stop what listens there, or choose another with --classic`,
		);
	});

	test("so is an IRC port", async () => {
		const folder = join(scratch, "irc-taken");
		const args = ["127.0.0.1", "0", "--classic", "off", "--irc", String(first.ircPort), "--data", folder];
		expect(await refusal(args)).toBe(
			`parlour: Port ${first.ircPort} is in use: stop what listens there, or choose another with --irc`,
		);
	});

	test("a second start does not hold up the first one's stop", async () => {
		await using server = await startParlour();
		await refusal(serveIn(server.data));
		server.process.kill("SIGTERM");
		expect(await server.process.exited).toBe(0);
	});
});

describe("the data folder", () => {
	test("that cannot be made is named in one line", async () => {
		const file = join(scratch, "a-file");
		await writeFile(file, "");
		const folder = join(file, "data");
		expect(await refusal(serveIn(folder))).toStartWith(`parlour: Cannot write the data folder ${folder}: `);
	});

	test("that is a file is named in one line", async () => {
		const file = join(scratch, "only-a-file");
		await writeFile(file, "not a folder");
		expect(await refusal(serveIn(file))).toStartWith(`parlour: Cannot write the data folder ${file}: `);
		expect(await readFile(file, "utf8")).toBe("not a folder");
	});

	test("that a newer Parlour has written is refused and left as it is", async () => {
		const folder = join(scratch, "newer");
		const first = await startParlour({ data: folder });
		first.process.kill("SIGTERM");
		await first.process.exited;
		const path = join(folder, "parlour.db");
		const db = new Database(path);
		const { user_version: known } = db.query<{ user_version: number }, []>("PRAGMA user_version").get() ?? {
			user_version: 0,
		};
		db.run(`PRAGMA user_version = ${known + 1}`);
		db.close();
		const before = await readFile(path);
		expect(await refusal(serveIn(folder))).toBe(
			`parlour: Cannot open the data folder: its schema is ${known + 1}, and this Parlour knows ${known} at most. Update Parlour, or use another folder`,
		);
		expect(await readFile(path)).toEqual(before);
	});

	test("whose database is none is refused in one line and left as it is", async () => {
		const folder = join(scratch, "garbage");
		const content = "This is not a database. ".repeat(500);
		await Bun.write(join(folder, "parlour.db"), content);
		expect(await refusal(serveIn(folder))).toContain("file is not a database");
		expect(await readFile(join(folder, "parlour.db"), "utf8")).toBe(content);
	});

	test("of a killed server is free at once, and has all that was acknowledged", async () => {
		const folder = join(scratch, "killed");
		const first = await startParlour({ data: folder });
		const token = await signUp(first.url, "survivor");
		const person = await connect(first.url, "survivor", token);
		person.post(lobbyOf(person).id, "written down");
		await until(() => person.outbox.value.length === 0, "acknowledged");
		person.stop();
		await first.kill();
		await using second = await startParlour({ data: folder, port: first.port });
		const again = await connect(second.url, "survivor", token);
		expect(textsOf(lobbyOf(again))).toEqual(["written down"]);
		again.stop();
	});
});

describe("a bad setting is one clear line", () => {
	const bad: [string, string[], Record<string, string>, string][] = [
		["an unknown flag", ["--colour", "blue"], {}, "--colour"],
		["a port that is no number", ["--port", "http"], {}, "--port = http"],
		["a port that is none", ["--port", "65536"], {}, "from 0 to 65535"],
		["a flag without its value", ["--data"], {}, "--data"],
		["too many places", ["127.0.0.1", "0", "more"], {}, "more"],
		["a policy that there is not", ["--signup", "maybe"], {}, "open, invite, closed"],
		["a bad value in the environment", [], { PARLOUR_SIGNUP: "maybe" }, "PARLOUR_SIGNUP = maybe"],
		["no limits for the whole network", ["0.0.0.0", "0", "--unlimited"], {}, "loopback only"],
		["a certificate without its key", ["--tls-cert", "/nowhere.pem"], {}, "--tls-key"],
		[
			"a certificate that is not there",
			["--tls-cert", "/nowhere.pem", "--tls-key", "/nowhere.pem"],
			{},
			"/nowhere.pem",
		],
		[
			"a certificate that is none",
			["--tls-cert", import.meta.path, "--tls-key", import.meta.path],
			{},
			"no certificate",
		],
		["an address that is not of this machine", ["203.0.113.7", "0"], {}, "203.0.113.7"],
		["a name that leads nowhere", ["no-such-host.invalid", "0"], {}, "no-such-host.invalid"],
	];
	test.each(bad)("%s", async (_, args, env, mention) => {
		const folder = join(scratch, "never-made");
		const line = await refusal(
			["--classic", "off", "--irc", "off", ...(args.includes("--data") ? [] : ["--data", folder]), ...args],
			env,
		);
		expect(line).toStartWith("parlour: ");
		expect(line).toContain(mention);
		expect(await Bun.file(join(folder, "parlour.db")).exists()).toBe(false);
	});

	test("in parlour.toml, with the file's name", async () => {
		const folder = join(scratch, "bad-toml");
		const path = join(folder, "parlour.toml");
		await Bun.write(path, 'signup = "maybe"\n');
		expect(await refusal(serveIn(folder))).toContain(`signup in ${path} = maybe`);
		await Bun.write(path, "signup = [broken\n");
		expect(await refusal(serveIn(folder))).toStartWith(`parlour: Cannot read ${path}: `);
		await Bun.write(path, 'colour = "blue"\n');
		expect(await refusal(serveIn(folder))).toContain("colour is no setting of this file");
	});
});

describe("the command", () => {
	test("--help and --version tell and do nothing else", async () => {
		const help = await parlour(["serve", "--help"]);
		expect(help).toMatchObject({ code: 0, stderr: "" });
		for (const option of ["--data DIR", "--classic PORT|off", "--signup", "--tls-cert", "(8080)", "(127.0.0.1)"]) {
			expect(help.stdout).toContain(option);
		}
		const { version }: { version: string } = await Bun.file(join(import.meta.dir, "../../package.json")).json();
		expect(await parlour(["--version"])).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
		expect(await parlour(["--help"])).toMatchObject({ code: 0, stderr: "" });
	});

	test("that there is not is one line", async () => {
		const { code, stderr } = await parlour(["sever"]);
		expect([code, stderr]).toEqual([1, "parlour: Unknown command sever. See: parlour --help\n"]);
	});
});

function canListen(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const server = createServer();
		server.on("error", () => resolve(false));
		server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
	});
}

function canDial(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = dial({ host: "127.0.0.1", port });
		socket.on("error", () => resolve(false));
		socket.on("connect", () => {
			socket.destroy();
			resolve(true);
		});
	});
}

/** The TCP ports on which a process listens. */
async function listenersOf(pid: number): Promise<number[]> {
	const sockets = new Set<string>();
	const { readlink } = await import("node:fs/promises");
	for (const fd of await readdir(`/proc/${pid}/fd`)) {
		const target = await readlink(`/proc/${pid}/fd/${fd}`).catch(() => "");
		const inode = target.match(/^socket:\[(\d+)\]$/)?.[1];
		if (inode) sockets.add(inode);
	}
	const ports: number[] = [];
	for (const table of ["tcp", "tcp6"]) {
		for (const line of (await readFile(`/proc/${pid}/net/${table}`, "utf8")).split("\n").slice(1)) {
			const [, local = "", , state, , , , , , inode = ""] = line.trim().split(/\s+/);
			if (state === "0A" && sockets.has(inode)) ports.push(Number.parseInt(local.split(":")[1] ?? "", 16));
		}
	}
	return ports.sort();
}

test("a gateway that is off opens nothing", async () => {
	await using server = await startParlour({ args: ["--classic", "off", "--irc", "off"] });
	expect(await listenersOf(server.process.pid)).toEqual([server.port]);
	expect(server.output()).not.toMatch(/Classic|IRC/);
	await using both = await startParlour();
	expect(await listenersOf(both.process.pid)).toEqual([both.port, both.classicPort, both.ircPort].sort());
	for (const port of [both.classicPort, both.ircPort]) expect(await canDial(port)).toBe(true);
	both.process.kill("SIGTERM");
	await both.process.exited;
	expect([await canListen(both.port), await canListen(both.classicPort)]).toEqual([true, true]);
});
