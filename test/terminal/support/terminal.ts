import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startTmux, type Tmux, type TmuxOptions } from "../../console/tmux.ts";
import { PASSWORD } from "../../support/person.ts";

export const ROOT = join(import.meta.dir, "../../..");
export const MAIN = join(ROOT, "src/main.ts");

export interface Terminal extends Tmux {
	/** Its own home: sessions and drafts are kept there. */
	home: string;
	/** Waits until the text stands on the screen. */
	sees(text: string | RegExp): Promise<string[]>;
	/** Waits until the text does not stand on the screen. */
	seesNo(text: string | RegExp): Promise<string[]>;
	/** Types the line, waits until it is there, and presses Enter. */
	enter(line: string): Promise<void>;
}

export interface TerminalOptions extends TmuxOptions {
	home?: string;
	/** Where programs are looked for; tmux gives its own PATH else. */
	path?: string;
}

/** The environment of somebody who has never been here, apart from the one who runs the tests. */
export function homeEnv(home: string): Record<string, string> {
	return { XDG_CONFIG_HOME: join(home, "config"), XDG_STATE_HOME: join(home, "state"), NO_COLOR: "" };
}

export interface Home extends AsyncDisposable {
	path: string;
}

export async function makeHome(): Promise<Home> {
	const path = await mkdtemp(join(tmpdir(), "parlour-home-"));
	return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** `parlour chat` in a real terminal. */
export async function startTerminal(args: readonly string[], options: TerminalOptions = {}): Promise<Terminal> {
	const own = options.home === undefined ? await makeHome() : null;
	const home = options.home ?? own?.path ?? "";
	const path = options.path === undefined ? [] : ["/usr/bin/env", `PATH=${options.path}`];
	const tmux = await startTmux([...path, process.execPath, MAIN, "chat", ...args], {
		columns: 100,
		rows: 30,
		...options,
		env: { ...homeEnv(home), ...options.env },
	});
	const has = (rows: string[], text: string | RegExp) => {
		const all = rows.join("\n");
		return typeof text === "string" ? all.includes(text) : text.test(all);
	};
	const terminal: Terminal = {
		...tmux,
		home,
		sees: (text) => tmux.shows((rows) => has(rows, text), String(text)),
		seesNo: (text) => tmux.shows((rows) => !has(rows, text), `no ${text}`),
		async enter(line) {
			await tmux.type(line);
			await terminal.sees(line.trimEnd().slice(-20));
			await tmux.press("Enter");
		},
		async [Symbol.asyncDispose]() {
			await tmux[Symbol.asyncDispose]();
			await own?.[Symbol.asyncDispose]();
		},
	};
	return terminal;
}

/** Somebody with an account, in the room they begin in. */
export async function seat(
	url: string,
	name: string,
	options: TerminalOptions & { args?: string[] } = {},
): Promise<Terminal> {
	const { args = [], ...others } = options;
	const env = { PARLOUR_PASSWORD: PASSWORD, ...options.env };
	const terminal = await startTerminal([url, "--user", name, ...args], { ...others, env });
	await terminal.sees(` ${name} ●`);
	return terminal;
}
