import { join } from "node:path";

const ROOT = join(import.meta.dir, "../..");
const WITHIN_MS = 20_000;

export interface Ended {
	code: number | null;
	stdout: string;
	stderr: string;
}

/** Runs `parlour ARGS` to its end. */
export async function parlour(args: string[], env: Record<string, string> = {}): Promise<Ended> {
	const child = Bun.spawn([process.execPath, "src/main.ts", ...args], {
		cwd: ROOT,
		env: { ...process.env, ...env },
		stdin: "ignore",
		stdout: "pipe",
		stderr: "pipe",
		timeout: WITHIN_MS,
		killSignal: "SIGKILL",
	});
	const [stdout, stderr] = await Promise.all([child.stdout.text(), child.stderr.text()]);
	await child.exited;
	return { code: child.exitCode, stdout, stderr };
}

/** Runs `parlour serve ARGS`, which must not be able to start. The answer is the one line that it says. */
export async function refusal(args: string[], env: Record<string, string> = {}): Promise<string> {
	const { code, stdout, stderr } = await parlour(["serve", ...args], env);
	const lines = stderr.trimEnd().split("\n");
	if (code !== 1 || stdout !== "" || lines.length !== 1) {
		throw new Error(`expected one line and exit code 1, got ${code}\n${stdout}${stderr}`);
	}
	return lines[0] ?? "";
}
