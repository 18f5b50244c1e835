import { expect, setDefaultTimeout, test } from "bun:test";
import { chmod, cp, mkdir, mkdtemp, readdir, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eventually } from "../support/eventually.ts";

setDefaultTimeout(60_000);

const ROOT = join(import.meta.dir, "../..");
const INSTALLING = "Installing what Parlour needs (once, about a minute)…\n";
const BUILDING = "Building the browser's screens (a few seconds)…\nbuilt\n";

/** Npm as far as the set-up uses it: notes each install, and puts the runtime where the real one would. */
const NPM = `#!/bin/sh
here=$(dirname "$0")
if [ "$1" = --version ]; then cat "$here/version"; exit; fi
echo install >>"$here/installs"
while [ -e "$here/slow" ]; do sleep 0.05; done
if [ -e "$here/broken" ]; then echo "npm ERR! the network is down" >&2; exit 1; fi
mkdir -p node_modules/.bin
ln -s '${process.execPath}' node_modules/.bin/bun
`;

const MAIN = `console.log("ready", ...process.argv.slice(2), process.env["FROM_ENV_FILE"] ?? "");`;
const BUILD = `await Bun.write("dist/gui/manifest.json", "{}");\nconsole.log("built");`;

/** All that the set-up may call on a machine where nothing was installed for it. */
const PLAIN_TOOLS = [
	"sh",
	"cat",
	"cmp",
	"cp",
	"date",
	"dirname",
	"env",
	"find",
	"grep",
	"id",
	"ln",
	"mkdir",
	"mv",
].concat(["readlink", "rm", "rmdir", "sed", "sleep", "tail", "tr"]);

interface Ended {
	code: number;
	out: string;
	err: string;
}

async function ended(child: Bun.Subprocess<"ignore" | "inherit", "pipe", "pipe">): Promise<Ended> {
	const [out, err, code] = await Promise.all([child.stdout.text(), child.stderr.text(), child.exited]);
	return { code, out, err };
}

interface Clone extends AsyncDisposable {
	path: string;
	/** The folder of the npm that it finds. */
	npm: string;
	start(...args: string[]): Bun.Subprocess<"ignore", "pipe", "pipe">;
	run(...args: string[]): Promise<Ended>;
	/** One of the scripts of bin/, on a machine that has the plainest tools alone, and npm or not. */
	runOnBareMachine(script: string, has: { npm: boolean }): Promise<Ended>;
	installs(): Promise<number>;
}

/** A fresh clone with our own bin/, and in the place of all the rest the least that it starts. */
async function freshClone(): Promise<Clone> {
	const path = await mkdtemp(join(tmpdir(), "parlour-clone-"));
	const npm = join(path, "of-the-machine");
	await cp(join(ROOT, "bin"), join(path, "bin"), { recursive: true });
	for (const file of ["package.json", "package-lock.json"]) await cp(join(ROOT, file), join(path, file));
	await Bun.write(join(path, "src/main.ts"), MAIN);
	await Bun.write(join(path, "scripts/build-gui.ts"), BUILD);
	for (const part of ["gui", "client", "protocol"]) await Bun.write(join(path, "src", part, "one.ts"), "");
	await mkdir(npm);
	await Bun.write(join(npm, "npm"), NPM);
	await chmod(join(npm, "npm"), 0o755);
	await Bun.write(join(npm, "version"), "10.8.2\n");
	const start = (...args: string[]) =>
		Bun.spawn([join(path, "bin/parlour"), ...args], {
			cwd: tmpdir(),
			// An empty home, and nobody's settings.
			env: { PATH: `${npm}:/usr/bin:/bin`, HOME: join(path, "home") },
			stdin: "ignore",
			stdout: "pipe",
			stderr: "pipe",
		});
	return {
		path,
		npm,
		start,
		run: (...args) => ended(start(...args)),
		async runOnBareMachine(script, has) {
			const tools = join(path, "plain-tools");
			await mkdir(tools, { recursive: true });
			for (const tool of PLAIN_TOOLS) {
				const found = Bun.which(tool, { PATH: "/usr/bin:/bin" });
				if (found) await symlink(found, join(tools, tool)).catch(() => undefined);
			}
			const env = { PATH: has.npm ? `${npm}:${tools}` : tools, HOME: join(path, "home") };
			return ended(Bun.spawn([join(path, "bin", script)], { cwd: path, env, stdout: "pipe", stderr: "pipe" }));
		},
		async installs() {
			const file = Bun.file(join(npm, "installs"));
			return (await file.exists()) ? (await file.text()).trimEnd().split("\n").length : 0;
		},
		[Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
	};
}

test("the first start installs and builds, and says so; the next starts at once", async () => {
	await using clone = await freshClone();
	const ready = "ready serve --data 'a folder' \n".replaceAll("'", "");
	const args = ["serve", "--data", "a folder"];
	expect(await clone.run(...args)).toEqual({ code: 0, out: ready, err: `${INSTALLING}${BUILDING}` });
	expect(await clone.run(...args)).toEqual({ code: 0, out: ready, err: "" });
	expect(await clone.installs()).toBe(1);
});

test("another lock file is installed anew, and what the browser's screens are made of is built anew", async () => {
	await using clone = await freshClone();
	await clone.run("serve");
	const lock = join(clone.path, "package-lock.json");
	await Bun.write(lock, `${await Bun.file(lock).text()}\n`);
	expect((await clone.run("serve")).err).toStartWith(INSTALLING);
	expect(await clone.installs()).toBe(2);
	expect((await clone.run("serve")).err).toBe("");
	await rm(join(clone.path, "src/gui/one.ts"));
	expect((await clone.run("serve")).err).toBe(BUILDING);
	expect(await clone.installs()).toBe(2);
});

test("an install that fails shows npm's words and one line, leaves no half of itself, and the next start mends it", async () => {
	await using clone = await freshClone();
	await Bun.write(join(clone.npm, "broken"), "");
	const failed = await clone.run("serve");
	expect(failed).toMatchObject({ code: 1, out: "" });
	expect(failed.err).toBe(
		`${INSTALLING}npm ERR! the network is down\nParlour could not install what it needs: npm's own words are above. Most often the network is why; then start again.\n`,
	);
	expect(await readdir(clone.path)).not.toContain("node_modules");
	await rm(join(clone.npm, "broken"));
	expect((await clone.run("serve")).code).toBe(0);
});

test("an npm that is too old is told in one line, with what to do", async () => {
	await using clone = await freshClone();
	await Bun.write(join(clone.npm, "version"), "8.19.4\n");
	expect(await clone.run("serve")).toEqual({
		code: 1,
		out: "",
		err: "Parlour needs npm 9 or newer, and this is npm 8.19.4: update Node.js and start again.\n",
	});
});

test("without npm one line says what to install", async () => {
	await using clone = await freshClone();
	expect(await clone.runOnBareMachine("parlour", { npm: false })).toEqual({
		code: 1,
		out: "",
		err: "Parlour needs npm 9 or newer, which comes with Node.js: install that and start again.\n",
	});
});

test("the tests set themselves up likewise, and where Chromium is missing and cannot be installed one line says how to get it", async () => {
	await using clone = await freshClone();
	expect(await clone.runOnBareMachine("test", { npm: true })).toEqual({
		code: 1,
		out: "",
		err: `${INSTALLING}${BUILDING}Parlour's tests need Chromium: install it (Debian: apt-get install chromium) and start again.\n`,
	});
});

test("of two starts at once one sets up, and both start", async () => {
	await using clone = await freshClone();
	await Bun.write(join(clone.npm, "slow"), "");
	const first = clone.run("serve");
	await eventually(async () => (await clone.installs()) === 1, "the first installs");
	const second = clone.start("serve");
	const said = second.stderr.text();
	await eventually(() => Bun.file(join(clone.path, "dist/setup/lock/pid")).exists(), "the first holds the set-up");
	await rm(join(clone.npm, "slow"));
	expect((await first).code).toBe(0);
	expect(await second.exited).toBe(0);
	expect(await said).not.toContain("Installing");
	expect(await clone.installs()).toBe(1);
});

test("a start that was killed in the middle of the set-up holds up nobody", async () => {
	await using clone = await freshClone();
	await Bun.write(join(clone.npm, "slow"), "");
	const killed = clone.start("serve");
	await eventually(async () => (await clone.installs()) === 1, "it installs");
	killed.kill("SIGKILL");
	await killed.exited;
	await rm(join(clone.npm, "slow"));
	expect(await clone.run("serve")).toMatchObject({ code: 0, out: "ready serve \n" });
	expect(await clone.installs()).toBe(2);
});

test("settings of the folder that somebody stands in are not read", async () => {
	await using clone = await freshClone();
	await clone.run("serve");
	const elsewhere = join(clone.path, "elsewhere");
	await Bun.write(join(elsewhere, ".env"), "FROM_ENV_FILE=taken\n");
	await Bun.write(join(elsewhere, "bunfig.toml"), 'preload = ["./gone.ts"]\n');
	const child = Bun.spawn([join(clone.path, "bin/parlour"), "serve"], {
		cwd: elsewhere,
		env: { PATH: "/usr/bin:/bin" },
		stdout: "pipe",
		stderr: "pipe",
	});
	expect(await child.stdout.text()).toBe("ready serve \n");
	expect(await child.exited).toBe(0);
});
