import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

const WAIT_MS = 10_000;
const LOOK_EVERY_MS = 20;

/** All that the daily log files of a data folder hold. */
export async function readDayLog(data: string): Promise<string> {
	const folder = join(data, "logs");
	const names = (await readdir(folder)).filter((name) => /^log_\d{4}_\d\d_\d\d\.txt$/.test(name)).sort();
	return (await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")))).join("");
}

/** Waits until the log has a line that fits; the answer is that line. */
export async function logged(data: string, what: RegExp): Promise<string> {
	const until = performance.now() + WAIT_MS;
	for (;;) {
		const log = await readDayLog(data).catch(() => "");
		const line = log.split("\n").find((line) => what.test(line));
		if (line !== undefined) return line;
		if (performance.now() > until) throw new Error(`not logged in time: ${what}\n${log}`);
		await Bun.sleep(LOOK_EVERY_MS);
	}
}
