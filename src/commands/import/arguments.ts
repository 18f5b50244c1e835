import { type ParseArgsConfig, parseArgs } from "node:util";
import { CommandError } from "../command-error.ts";
import { OPTIONS } from "../serve/options.ts";

interface Arguments {
	positionals: string[];
	/** The data folder, as `parlour serve` would take it. */
	data: string;
	flag(name: string): boolean;
	value(name: string): string | undefined;
}

/** `command` is what its help is asked of: `parlour import`. Throws CommandError. */
export function readArguments(
	command: string,
	args: string[],
	options: NonNullable<ParseArgsConfig["options"]>,
	positionals: { least: number; most: number; what: string },
): Arguments {
	try {
		const parsed = parseArgs({
			args,
			options: { data: { type: "string" }, ...options },
			allowPositionals: true,
			strict: true,
		});
		const given = parsed.positionals;
		if (given.length > positionals.most) throw new Error(`Unexpected argument '${given[positionals.most]}'`);
		if (given.length < positionals.least) throw new Error(`${positionals.what} is missing`);
		const values: Record<string, unknown> = parsed.values;
		const value = (name: string) => {
			const found = values[name];
			return typeof found === "string" ? found : undefined;
		};
		const data = value("data") ?? process.env["PARLOUR_DATA"] ?? OPTIONS.data.fallback;
		if (data.trim() === "") throw new Error("--data is empty");
		return { positionals: given, data, flag: (name) => values[name] === true, value };
	} catch (cause) {
		const why = cause instanceof Error ? cause.message.split(/\.\s/)[0] : String(cause);
		throw new CommandError(`${why}. See: ${command} --help`);
	}
}

export function asksForHelp(args: string[]): boolean {
	return args.includes("--help") || args.includes("-h");
}
