import { createReadStream, existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import * as v from "valibot";
import { CommandError } from "../command-error.ts";
import { EXPORT_FILE, EXPORT_VERSION, type ExportRecord, recordSchema } from "../export/records.ts";

/** The file of an export, given by its folder or itself. Throws CommandError. */
export function findExport(given: string): string {
	const path = resolve(given);
	if (!existsSync(path)) throw new CommandError(`Cannot import ${path}: there is no such file or folder`);
	if (!statSync(path).isDirectory()) return path;
	const inside = join(path, EXPORT_FILE);
	if (existsSync(inside)) return inside;
	const old = ["database", "userbase.json"].some((name) => existsSync(join(path, name)));
	const hint = old ? `. For the old application's folder: parlour import classic ${given}` : "";
	throw new CommandError(`Cannot import ${path}: it has no ${EXPORT_FILE}${hint}`);
}

/** Its records, in order, with their line's number. Throws CommandError at the first that is wrong, or where it is cut short. */
export async function* readExport(path: string): AsyncGenerator<{ line: number; record: ExportRecord }> {
	let line = 0;
	let ended = false;
	for await (const text of linesOf(path)) {
		line++;
		if (ended) throw new CommandError(`Cannot import ${path}: something follows its end, in line ${line}`);
		const record = readRecord(path, line, text);
		if (line === 1 || record.type === "export") checkFirst(path, line, record);
		ended = record.type === "end";
		yield { line, record };
	}
	if (!ended) throw new CommandError(`Cannot import ${path}: it is cut short, after line ${line}`);
}

/** By \n alone: readline also breaks at U+2028, which may stand in a message. */
async function* linesOf(path: string): AsyncGenerator<string> {
	const decoder = new TextDecoder();
	let rest = "";
	const chunks: AsyncIterable<Uint8Array> = createReadStream(path);
	for await (const chunk of chunks) {
		const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
		rest = lines.pop() ?? "";
		yield* lines;
	}
	if (rest !== "") yield rest;
}

function readRecord(path: string, line: number, text: string): ExportRecord {
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch {
		const what =
			line === 1 ? "it is no export of Parlour's" : `line ${line} is not JSON, so it is cut short or damaged`;
		throw new CommandError(`Cannot import ${path}: ${what}`);
	}
	const parsed = v.safeParse(recordSchema, json);
	if (parsed.success) return parsed.output;
	if (line === 1) throw new CommandError(`Cannot import ${path}: it is no export of Parlour's`);
	const [issue] = parsed.issues;
	throw new CommandError(`Cannot import ${path}: line ${line}: ${v.getDotPath(issue) ?? "it"}: ${issue.message}`);
}

function checkFirst(path: string, line: number, record: ExportRecord): void {
	if (record.type !== "export" || line !== 1) {
		throw new CommandError(`Cannot import ${path}: it does not begin as an export of Parlour's does`);
	}
	if (record.version > EXPORT_VERSION) {
		throw new CommandError(`Cannot import ${path}: a newer Parlour wrote it. Update this one`);
	}
}
