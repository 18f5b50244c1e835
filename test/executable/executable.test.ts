import { expect, test } from "bun:test";
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startTmux } from "../console/tmux.ts";
import { eventually } from "../support/eventually.ts";
import { PASSWORD, postJson, signUp } from "../support/person.ts";
import { RawSocket } from "../support/raw-socket.ts";

const ROOT = join(import.meta.dir, "../..");

async function start(folder: string, ...args: string[]) {
	const began = performance.now();
	const place = ["127.0.0.1", "0", "--classic", "off", "--irc", "off", ...args];
	const child = Bun.spawn([join(folder, "parlour"), "serve", ...place], {
		cwd: folder,
		// Nobody's Node, Bun or settings.
		env: { PATH: "/nowhere", HOME: folder },
		stdin: "ignore",
		stdout: "pipe",
		stderr: "inherit",
	});
	const reader = child.stdout.getReader();
	let printed = "";
	let url: string | undefined;
	while (url === undefined) {
		const { value, done } = await reader.read();
		if (done) throw new Error(`it ended: ${printed}`);
		printed += new TextDecoder().decode(value);
		url = /is ready: (\S+)/.exec(printed)?.[1];
	}
	expect((await fetch(`${url}/health`, { tls: { rejectUnauthorized: false } })).status).toBe(200);
	const ms = performance.now() - began;
	return {
		url,
		ms,
		async stop() {
			child.kill("SIGTERM");
			expect(await child.exited).toBe(0);
		},
	};
}

/** One of its commands, as somebody who has nothing but it. */
async function run(folder: string, args: string[], input = "") {
	const child = Bun.spawn([join(folder, "parlour"), ...args], {
		cwd: folder,
		env: { PATH: "/nowhere", HOME: join(folder, "home"), PARLOUR_PASSWORD: PASSWORD },
		stdin: new Blob([input]),
		stdout: "pipe",
		stderr: "pipe",
	});
	const [out, err, code] = await Promise.all([child.stdout.text(), child.stderr.text(), child.exited]);
	return { code, out, err };
}

/** What the terminal's screen is made of is inside, too. */
async function chatsOnAScreen(folder: string, url: string): Promise<void> {
	const env = ["/usr/bin/env", "-i", "TERM=screen-256color", `HOME=${join(folder, "home")}`];
	const command = [...env, `PARLOUR_PASSWORD=${PASSWORD}`, join(folder, "parlour"), "chat", url, "--user", "asha"];
	await using screen = await startTmux(command);
	await screen.shows((rows) => rows.some((row) => row.includes("by a script")), "what was said");
	await screen.type("done :tada");
	await screen.shows((rows) => rows.some((row) => row.includes("> done :tada")), "what is typed");
	await screen.press("Tab");
	await screen.shows((rows) => rows.some((row) => row.includes("> done 🎉")), "an emoji by its name");
	await screen.press("C-c");
	await screen.shows((rows) => !rows.some((row) => row.includes("🎉")), "nothing typed");
	await screen.press("C-d");
	await screen.lastRowIs("[ended with status 0]");
}

test("the executable alone, in an empty folder and with nothing on the path, serves the GUI, chats, and keeps an account", async () => {
	const build = Bun.spawn([process.execPath, "scripts/build.ts"], { cwd: ROOT, stdout: "inherit", stderr: "inherit" });
	expect(await build.exited).toBe(0);
	const folder = mkdtempSync(join(tmpdir(), "parlour-alone-"));
	try {
		copyFileSync(join(ROOT, "dist/parlour"), join(folder, "parlour"));
		const first = await start(folder);
		const page = await (await fetch(first.url)).text();
		const script = /src="([^"]+\.js)"/.exec(page)?.[1];
		expect((await fetch(`${first.url}${script}`)).headers.get("content-type")).toContain("javascript");
		// Its workers are inside as well.
		const asha = await RawSocket.enter(first.url, await signUp(first.url, "asha"));
		await asha.ask({ t: "post", room: 1, nonce: crypto.randomUUID(), body: "low tide" });
		const found = async () => JSON.stringify(await asha.ask({ t: "search", query: "tide" })).includes("low tide");
		await eventually(found, "a message is found");
		const chat = await run(folder, ["chat", first.url, "--user", "asha"], "by a script\n");
		expect(chat).toEqual({ code: 0, out: "", err: "" });
		await chatsOnAScreen(folder, first.url);
		expect((await run(folder, ["backup", "copy.db"])).code).toBe(0);
		expect((await run(folder, ["restore", "copy.db", "--data", "restored"])).code).toBe(0);
		await first.stop();

		const second = await start(folder);
		expect((await postJson(second.url, "/api/login", { name: "asha", password: PASSWORD })).status).toBe(200);
		await second.stop();

		// What makes certificates is inside, too.
		const third = await start(folder, "--irc-tls", "off", "--tls-self-signed");
		expect(third.url).toStartWith("https://");
		await third.stop();
		console.log(`start to first healthy answer: ${first.ms.toFixed(0)} ms, and ${second.ms.toFixed(0)} ms on old data`);
		expect(readdirSync(folder).sort()).toEqual(["copy.db", "data", "home", "parlour", "restored"]);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
});
