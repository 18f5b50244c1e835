import { statfsSync } from "node:fs";
import { createServer } from "node:net";
import { DataFolderError, holdDataFolder } from "../../runtime/data-folder.ts";
import { readSchema } from "../../store/sqlite/schema-version.ts";
import { VERSION } from "../../version.ts";
import type { Settings } from "../serve/options.ts";
import { readSettings } from "../serve/settings.ts";

const HELP = `Checks whether parlour serve would run well here, with the same options.

  parlour doctor [HOST] [PORT] [OPTIONS]
  parlour doctor 0.0.0.0 8080 --data /srv/parlour

Exit code 0 when nothing stands in the way, 1 otherwise. See: parlour serve --help`;

const LOW_DISK_BYTES = 1e9;
/** This program was written later than this; a clock before it is wrong. */
const WRITTEN_AT = Date.UTC(2026, 10, 22);

type Verdict = { state: "ok" | "mind" | "bad"; text: string };
const MARKS = { ok: "ok  ", mind: "mind", bad: "BAD " };

function portVerdict(what: string, host: string, port: number | null): Promise<Verdict> {
	if (port === null) return Promise.resolve({ state: "ok", text: `${what}: off` });
	return new Promise((resolve) => {
		const server = createServer();
		server.once("error", (cause) =>
			resolve({ state: "bad", text: `${what}: port ${port} cannot be had: ${cause.message}` }),
		);
		server.listen(port, host, () => {
			server.close(() => resolve({ state: "ok", text: `${what}: port ${port} on ${host} is free` }));
		});
	});
}

function folderVerdicts(settings: Settings): Verdict[] {
	try {
		const folder = holdDataFolder(settings.data);
		try {
			const { found, known } = readSchema(folder.database);
			const schema: Verdict =
				found > known
					? { state: "bad", text: `database: schema ${found}, and this Parlour knows ${known}: update Parlour` }
					: { state: "ok", text: found === 0 ? "database: none yet" : `database: schema ${found}` };
			return [{ state: "ok", text: `data folder: ${folder.path}` }, schema, diskVerdict(folder.path)];
		} finally {
			folder.release();
		}
	} catch (cause) {
		if (!(cause instanceof DataFolderError)) throw cause;
		return [{ state: "bad", text: `data folder: ${cause.message}` }];
	}
}

function diskVerdict(path: string): Verdict {
	const { bavail, bsize } = statfsSync(path);
	const free = bavail * bsize;
	return { state: free < LOW_DISK_BYTES ? "mind" : "ok", text: `disk: ${(free / 1e9).toFixed(1)} GB free` };
}

function clockVerdict(): Verdict {
	const now = new Date();
	const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
	const text = `clock: ${now.toISOString()} (local time is ${zone})`;
	return now.getTime() < WRITTEN_AT ? { state: "bad", text: `${text} is in the past` } : { state: "ok", text };
}

export async function doctor(args: string[]): Promise<number> {
	if (args.includes("--help") || args.includes("-h")) {
		console.log(HELP);
		return 0;
	}
	const settings = readSettings(args, process.env);
	const verdicts = [
		{
			state: "ok",
			text: `version: Parlour ${VERSION} on Bun ${Bun.version}, ${process.platform} ${process.arch}`,
		} as const,
		await portVerdict("web", settings.host, settings.port),
		await portVerdict("classic", settings.host, settings.classic),
		await portVerdict("irc", settings.host, settings.irc),
		...folderVerdicts(settings),
		clockVerdict(),
	];
	for (const { state, text } of verdicts) console.log(`${MARKS[state]}  ${text}`);
	return verdicts.some(({ state }) => state === "bad") ? 1 : 0;
}
