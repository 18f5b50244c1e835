import { expect, test } from "bun:test";
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eventually } from "../support/eventually.ts";
import { PASSWORD, postJson, signUp } from "../support/person.ts";
import { RawSocket } from "../support/raw-socket.ts";

const ROOT = join(import.meta.dir, "../..");

async function start(folder: string) {
	const began = performance.now();
	const child = Bun.spawn([join(folder, "parlour"), "serve", "127.0.0.1", "0", "--classic", "off", "--irc", "off"], {
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
	expect((await fetch(`${url}/health`)).status).toBe(200);
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

test("the executable alone, in an empty folder and with nothing on the path, serves the GUI and keeps an account", async () => {
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
		await first.stop();

		const second = await start(folder);
		expect((await postJson(second.url, "/api/login", { name: "asha", password: PASSWORD })).status).toBe(200);
		await second.stop();
		console.log(`start to first healthy answer: ${first.ms.toFixed(0)} ms, and ${second.ms.toFixed(0)} ms on old data`);
		expect(readdirSync(folder).sort()).toEqual(["data", "parlour"]);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
});
