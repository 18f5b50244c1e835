import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PASSWORD } from "../../support/person.ts";

const ROOT = join(import.meta.dir, "../../..");
/** Where bin/test has installed it. */
const PROGRAM = join(ROOT, "dist/setup/the-lounge/node_modules/thelounge/index.js");
const READY_WITHIN_MS = 60_000;

/** The Lounge as somebody hosts it for themselves, with one person and their network. */
export interface Lounge extends AsyncDisposable {
	url: string;
}

/** A folder in which The Lounge keeps `jun`, whose network is Parlour. */
export async function makeLoungeHome(ircPort: number, loungePassword: string): Promise<string> {
	const home = await mkdtemp(join(tmpdir(), "parlour-lounge-"));
	const config = {
		public: false,
		host: "127.0.0.1",
		port: 0,
		messageStorage: [],
		prefetch: false,
		leaveMessage: "gone",
	};
	const network = {
		uuid: "6d2b6c2e-2f0e-4c1b-9a53-000000000001",
		name: "Parlour",
		host: "127.0.0.1",
		port: ircPort,
		tls: false,
		nick: "Jun",
		username: "jun",
		realname: "Jun",
		sasl: "plain",
		saslAccount: "Jun",
		saslPassword: PASSWORD,
		channels: [],
	};
	const password = await Bun.password.hash(loungePassword, { algorithm: "bcrypt", cost: 4 });
	const jun = { password, log: false, clientSettings: {}, sessions: {}, networks: [network] };
	await Bun.write(join(home, "config.js"), `module.exports = ${JSON.stringify(config)};`);
	await Bun.write(join(home, "users/jun.json"), JSON.stringify(jun));
	return home;
}

export function removeLoungeHome(home: string): Promise<void> {
	return rm(home, { recursive: true, force: true });
}

/** It runs on Bun, which is new enough for it where somebody's Node.js is not. */
export async function startLounge(home: string): Promise<Lounge> {
	if (!(await Bun.file(PROGRAM).exists())) throw new Error("The Lounge is not there: start the tests by `npm test`");
	const offline = ["--preload", join(import.meta.dir, "offline.ts")];
	const child = Bun.spawn([process.execPath, "--no-install", "--no-env-file", ...offline, PROGRAM, "start"], {
		env: { ...process.env, NODE_ENV: "production", THELOUNGE_HOME: home },
		stdin: "ignore",
		stdout: "pipe",
		stderr: "pipe",
	});
	let output = "";
	const { promise, resolve, reject } = Promise.withResolvers<string>();
	const collect = async (stream: ReadableStream<Uint8Array>) => {
		const decoder = new TextDecoder();
		for await (const chunk of stream) {
			output += decoder.decode(chunk, { stream: true });
			const url = /Available at (http\S+)/.exec(output)?.[1];
			if (url) resolve(url);
		}
	};
	void collect(child.stdout);
	void collect(child.stderr);
	void child.exited.then((code) => reject(new Error(`The Lounge ended with ${code}:\n${output}`)));
	const timer = setTimeout(() => reject(new Error(`The Lounge was not ready in time:\n${output}`)), READY_WITHIN_MS);
	const end = async () => {
		child.kill("SIGTERM");
		await child.exited;
	};
	try {
		return { url: await promise, [Symbol.asyncDispose]: end };
	} catch (cause) {
		await end();
		throw cause;
	} finally {
		clearTimeout(timer);
	}
}
