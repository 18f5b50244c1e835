import { join } from "node:path";

const ROOT = join(import.meta.dir, "../../..");

export interface Ran {
	code: number;
	out: string;
	err: string;
}

/** A sub-command as its own process, in UTC, where the tests' old installations stand. */
export async function parlour(...args: string[]): Promise<Ran> {
	const child = Bun.spawn([process.execPath, "src/main.ts", ...args], {
		cwd: ROOT,
		env: { ...process.env, TZ: "UTC" },
		stdin: "ignore",
		stdout: "pipe",
		stderr: "pipe",
	});
	const [code, out, err] = await Promise.all([child.exited, child.stdout.text(), child.stderr.text()]);
	return { code, out, err };
}

/** Its output, where it is expected to go well. */
export async function done(...args: string[]): Promise<string> {
	const { code, out, err } = await parlour(...args);
	if (code !== 0) throw new Error(`parlour ${args.join(" ")} gave ${code}: ${err}${out}`);
	return out;
}
