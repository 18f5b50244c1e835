import { PASSWORD } from "../../support/person.ts";
import { homeEnv, MAIN, makeHome, ROOT } from "./terminal.ts";

export interface Outcome {
	code: number;
	out: string;
	err: string;
}

export interface ScriptOptions {
	input?: string;
	env?: Record<string, string>;
	home?: string;
}

/** Starts `parlour chat` as a script does, on pipes. */
export function spawnChat(args: readonly string[], home: string, env: Record<string, string> = {}) {
	return Bun.spawn([process.execPath, MAIN, "chat", ...args], {
		cwd: ROOT,
		stdin: "pipe",
		stdout: "pipe",
		stderr: "pipe",
		env: { ...process.env, ...homeEnv(home), PARLOUR_PASSWORD: PASSWORD, ...env },
	});
}

/** Runs `parlour chat` on pipes to its end. */
export async function runChat(
	args: readonly string[],
	{ input = "", env = {}, home }: ScriptOptions = {},
): Promise<Outcome> {
	await using own = await makeHome();
	const child = spawnChat(args, home ?? own.path, env);
	child.stdin.write(input);
	await child.stdin.end();
	const [out, err, code] = await Promise.all([
		new Response(child.stdout).text(),
		new Response(child.stderr).text(),
		child.exited,
	]);
	return { code, out, err };
}
