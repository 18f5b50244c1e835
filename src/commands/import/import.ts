import { CommandError } from "../command-error.ts";
import { asksForHelp, readArguments } from "./arguments.ts";
import { importClassic } from "./classic/import-classic.ts";
import { importExport } from "./import-export.ts";

const HELP = `Takes in accounts and messages from elsewhere. No server may run on the data folder.

  parlour import classic DIR [OPTIONS]    The old Python application's folder: userbase.json,
                                          chat_backup.txt and the log files
  parlour import DIR|FILE [OPTIONS]       What parlour export wrote
  parlour import classic ~/chat --data /srv/parlour --dry-run

  --data DIR      The data folder (./data)
  --dry-run       Only say what would be done
  --owner NAME    Who of the old application becomes the owner, where there is none yet (the first
                  in userbase.json)

It may be run again: nothing is doubled, and what is here already is left alone.`;

/** Throws CommandError. */
export async function importFrom(args: string[]): Promise<number> {
	if (asksForHelp(args)) {
		console.log(HELP);
		return 0;
	}
	const { data, positionals, flag, value } = readArguments(
		"parlour import",
		args,
		{ "dry-run": { type: "boolean" }, owner: { type: "string" } },
		{ least: 1, most: 2, what: "DIR" },
	);
	const [first = "", second] = positionals;
	const dryRun = flag("dry-run");
	if (first === "classic" && second !== undefined) {
		await importClassic({ from: second, data, dryRun, owner: value("owner") });
		return 0;
	}
	if (second !== undefined) throw new CommandError(`Unexpected argument '${second}'. See: parlour import --help`);
	if (first === "classic") throw new CommandError("DIR is missing behind classic. See: parlour import --help");
	if (value("owner") !== undefined) throw new CommandError("--owner is for parlour import classic");
	await importExport({ from: first, data, dryRun });
	return 0;
}
