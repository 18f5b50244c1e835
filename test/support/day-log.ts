import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { eventually } from "./eventually.ts";

/** All that the daily log files of a data folder hold. */
export async function readDayLog(data: string): Promise<string> {
	const folder = join(data, "logs");
	const names = (await readdir(folder)).filter((name) => /^log_\d{4}_\d\d_\d\d\.txt$/.test(name)).sort();
	return (await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")))).join("");
}

/** Waits until the log has a line that fits; the answer is that line. */
export async function logged(data: string, what: RegExp): Promise<string> {
	let line: string | undefined;
	await eventually(async () => {
		line = (await readDayLog(data).catch(() => "")).split("\n").find((line) => what.test(line));
		return line !== undefined;
	}, `logged ${what}`);
	return line ?? "";
}
