import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PATIENCE_MS = 15_000;
const POLL_MS = 20;
/** Tmux itself misses the status of one in ten, and takes the screen away with the program. */
const TELL_THE_END = '"$@"; echo "[ended with status $?]"; read -r _';

export interface TmuxOptions {
	columns?: number;
	rows?: number;
	env?: Record<string, string>;
	/** What the terminal says that it is drawn on, `#ffffff`; else it does not know. */
	background?: string;
}

/** A program in a real terminal, typed into and looked at as a person would. */
export interface Tmux extends AsyncDisposable {
	/** What a person types: text as it is. */
	type(text: string): Promise<void>;
	/** Names of keys, as tmux has them: Enter, Tab, Up, C-c. */
	press(...keys: string[]): Promise<void>;
	/** What a person pastes: the terminal marks it as pasted where the program has asked for that. */
	paste(text: string): Promise<void>;
	resize(columns: number, rows: number): Promise<void>;
	/** The rows of the screen, without the empty ones at its end. */
	screen(): Promise<string[]>;
	/** The screen with its colours and styles, as escape sequences. */
	styled(): Promise<string>;
	/** Column and row of the cursor, from the top left. */
	cursor(): Promise<[column: number, row: number]>;
	/** Waits until the screen is as expected, and gives it. */
	shows(expected: (rows: string[]) => boolean, what: string): Promise<string[]>;
	/** Waits until the last row is this; `[ended with status 0]` when the program has ended well. */
	lastRowIs(expected: string): Promise<string[]>;
}

export async function startTmux(command: readonly string[], options: TmuxOptions = {}): Promise<Tmux> {
	const folder = await mkdtemp(join(tmpdir(), "parlour-tmux-"));
	const settings = join(folder, "settings");
	await Bun.write(settings, options.background ? `set -g window-style bg=${options.background}\n` : "");

	async function tmux(...args: string[]): Promise<string> {
		const child = Bun.spawn(["tmux", "-S", join(folder, "socket"), "-f", settings, ...args], {
			stdout: "pipe",
			stderr: "pipe",
			env: { ...process.env, TMUX: "", LC_ALL: "C.UTF-8" },
		});
		const [out, errors, code] = await Promise.all([
			new Response(child.stdout).text(),
			new Response(child.stderr).text(),
			child.exited,
		]);
		if (code !== 0) throw new Error(`tmux ${args[0]} failed: ${errors.trim()}`);
		return out;
	}

	const size = ["-x", String(options.columns ?? 80), "-y", String(options.rows ?? 24)];
	const env = Object.entries(options.env ?? {}).flatMap(([name, value]) => ["-e", `${name}=${value}`]);
	await tmux("new-session", "-d", "-s", "host", ...size, ...env, "sh", "-c", TELL_THE_END, "sh", ...command);

	async function screen(): Promise<string[]> {
		const rows = (await tmux("capture-pane", "-p", "-t", "host")).split("\n").map((row) => row.trimEnd());
		while (rows.at(-1) === "") rows.pop();
		return rows;
	}

	async function shows(expected: (rows: string[]) => boolean, what: string): Promise<string[]> {
		const deadline = Date.now() + PATIENCE_MS;
		for (;;) {
			const rows = await screen();
			if (expected(rows)) return rows;
			if (Date.now() > deadline) throw new Error(`The screen never showed ${what}. It shows:\n${rows.join("\n")}`);
			await Bun.sleep(POLL_MS);
		}
	}

	return {
		type: async (text) => void (await tmux("send-keys", "-t", "host", "-l", text)),
		press: async (...keys) => void (await tmux("send-keys", "-t", "host", ...keys)),
		async paste(text) {
			const path = join(folder, "paste");
			await Bun.write(path, text);
			await tmux("load-buffer", path);
			await tmux("paste-buffer", "-p", "-r", "-t", "host");
		},
		resize: async (columns, rows) =>
			void (await tmux("resize-window", "-t", "host", "-x", String(columns), "-y", String(rows))),
		screen,
		styled: () => tmux("capture-pane", "-p", "-e", "-t", "host"),
		async cursor() {
			const [column = "", row = ""] = (
				await tmux("display-message", "-p", "-t", "host", "#{cursor_x} #{cursor_y}")
			).split(" ");
			return [Number(column), Number(row)];
		},
		shows,
		lastRowIs: (expected) => shows((rows) => rows.at(-1) === expected, `the last row ${JSON.stringify(expected)}`),
		async [Symbol.asyncDispose]() {
			await tmux("kill-server").catch(() => "");
			await rm(folder, { recursive: true, force: true });
		},
	};
}
