import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { parse as parseToml } from "smol-toml";
import { CommandError } from "../command-error.ts";
import { OPTIONS, type Option, type Settings } from "./options.ts";

type Source = { given: string; text: string };

function readFlags(args: string[]): Map<string, Source> {
	const all = Object.values<Option<unknown>>(OPTIONS);
	const options = Object.fromEntries(
		all.map(({ name, value }) => [name, { type: value ? ("string" as const) : ("boolean" as const) }]),
	);
	try {
		const { values, positionals } = parseArgs({ args, options, allowPositionals: true, strict: true });
		if (positionals.length > 2) throw new Error(`Unexpected argument '${positionals[2]}'`);
		const found = new Map<string, Source>();
		const [host, port] = positionals;
		if (host !== undefined) found.set("host", { given: "host", text: host });
		if (port !== undefined) found.set("port", { given: "port", text: port });
		for (const [name, value] of Object.entries(values)) found.set(name, { given: `--${name}`, text: String(value) });
		return found;
	} catch (cause) {
		const why = cause instanceof Error ? cause.message.split(/\.\s/)[0] : String(cause);
		throw new CommandError(`${why}. See: parlour serve --help`);
	}
}

function readEnvironment(environment: Record<string, string | undefined>): Map<string, Source> {
	const found = new Map<string, Source>();
	for (const { name } of Object.values<Option<unknown>>(OPTIONS)) {
		const variable = `PARLOUR_${name.replaceAll("-", "_").toUpperCase()}`;
		const text = environment[variable];
		if (text !== undefined) found.set(name, { given: variable, text });
	}
	return found;
}

function readFile(folder: string): Map<string, Source> {
	const path = join(folder, "parlour.toml");
	let content: string;
	try {
		content = readFileSync(path, "utf8");
	} catch (cause) {
		const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
		if (code === "ENOENT" || code === "ENOTDIR") return new Map();
		throw new CommandError(`Cannot read ${path}: ${cause instanceof Error ? cause.message : String(cause)}`);
	}
	try {
		const known = new Set(Object.values<Option<unknown>>(OPTIONS).map(({ name }) => name));
		const entries = Object.entries(parseToml(content)).map(([name, value]) => {
			if (!known.has(name) || name === "data") throw new Error(`${name} is no setting of this file`);
			if (typeof value === "object") throw new Error(`${name} is no text, number or truth value`);
			return [name, { given: `${name} in ${path}`, text: String(value) }] as const;
		});
		return new Map(entries);
	} catch (cause) {
		const why = cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : String(cause);
		throw new CommandError(`Cannot read ${path}: ${why}`);
	}
}

/** Flags, then the environment, then parlour.toml in the data folder, then the defaults. Throws CommandError. */
export function readSettings(args: string[], environment: Record<string, string | undefined>): Settings {
	const sources = [readFlags(args), readEnvironment(environment)];

	function pick<T>({ name, parse, fallback }: Option<T>): T {
		const source = sources.find((source) => source.has(name))?.get(name);
		if (!source) return fallback;
		try {
			return parse(source.text);
		} catch (cause) {
			const why = cause instanceof Error ? cause.message : String(cause);
			throw new CommandError(`Cannot use ${source.given} = ${source.text}: ${why}`);
		}
	}

	const data = pick(OPTIONS.data);
	sources.push(readFile(data));
	const settings: Settings = {
		host: pick(OPTIONS.host),
		port: pick(OPTIONS.port),
		data,
		name: pick(OPTIONS.name),
		classic: pick(OPTIONS.classic),
		classicHistory: pick(OPTIONS.classicHistory),
		irc: pick(OPTIONS.irc),
		ircTls: pick(OPTIONS.ircTls),
		ircServerName: pick(OPTIONS.ircServerName),
		ircPassword: pick(OPTIONS.ircPassword),
		signUp: pick(OPTIONS.signUp),
		guests: pick(OPTIONS.guests),
		maxBody: pick(OPTIONS.maxBody),
		maxFile: pick(OPTIONS.maxFile),
		maxFilesPerPerson: pick(OPTIONS.maxFilesPerPerson),
		keepFree: pick(OPTIONS.keepFree),
		announce: pick(OPTIONS.announce),
		linkPreviews: pick(OPTIONS.linkPreviews),
		url: pick(OPTIONS.url),
		tlsCert: pick(OPTIONS.tlsCert),
		tlsKey: pick(OPTIONS.tlsKey),
		tlsSelfSigned: pick(OPTIONS.tlsSelfSigned),
		unlimited: pick(OPTIONS.unlimited),
	};
	if (settings.unlimited && !isLoopback(settings.host)) {
		throw new CommandError(`Cannot use --unlimited with host ${settings.host}: it is for loopback only`);
	}
	if (Boolean(settings.tlsCert) !== Boolean(settings.tlsKey)) {
		throw new CommandError("Cannot use one of --tls-cert and --tls-key without the other");
	}
	if (settings.tlsSelfSigned && settings.tlsCert) {
		throw new CommandError("Cannot use --tls-self-signed together with --tls-cert: choose one of them");
	}
	return settings;
}

function isLoopback(host: string): boolean {
	return host === "localhost" || host === "::1" || /^127\.\d+\.\d+\.\d+$/.test(host);
}
