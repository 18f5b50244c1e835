import { readFile } from "node:fs/promises";

/** The most that a process ever held in memory. From the system: what the runtime says of itself can be far too low. */
export async function mostResidentBytes(pid: number): Promise<number> {
	const status = await readFile(`/proc/${pid}/status`, "utf8");
	const [, kilobytes] = status.match(/^VmHWM:\s*(\d+) kB$/m) ?? [];
	if (kilobytes === undefined) throw new Error("the system does not tell how much memory a process has held");
	return Number(kilobytes) * 1024;
}
