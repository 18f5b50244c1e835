import { parseArgs } from "node:util";
import { CommandError } from "../command-error.ts";

export interface ChatOptions {
	/** Null where it is to be asked for. */
	address: { base: string } | null;
	user: string | null;
	/** A name; `@name` for the direct room with somebody, `@name,@name` with several. */
	room: string | null;
	/** The root of the thread to be in, plainly. */
	thread: number | null;
	tls: boolean;
	/** A file of certificates to trust for the server. */
	ca: string | null;
	gui: boolean;
	forget: boolean;
	json: boolean;
	join: boolean;
	follow: boolean;
	help: boolean;
}

export const DEFAULT_HOST = "127.0.0.1";
export const DEFAULT_PORT = 8080;

const FLAGS = {
	user: { type: "string" },
	room: { type: "string" },
	thread: { type: "string" },
	tls: { type: "boolean", default: false },
	ca: { type: "string" },
	gui: { type: "boolean", default: false },
	forget: { type: "boolean", default: false },
	json: { type: "boolean", default: false },
	join: { type: "boolean", default: false },
	follow: { type: "boolean", default: false },
	help: { type: "boolean", default: false, short: "h" },
} as const;

/** Throws CommandError. */
export function readOptions(args: string[]): ChatOptions {
	const { values, positionals } = parse(args);
	const { user = null, room = null, ca = null, thread, ...flags } = values;
	const tls = flags.tls || ca !== null;
	const [host, port, more] = positionals;
	if (more !== undefined) throw new CommandError(`Unexpected argument ${more}. See: parlour chat --help`);
	if (flags.forget && user === null) throw new CommandError("--forget needs --user NAME: whose session?");
	if (thread !== undefined && !/^[1-9]\d{0,14}$/.test(thread)) {
		throw new CommandError(`Cannot read the thread ${thread}: give the seq of a message, as --json shows it`);
	}
	const given = host !== undefined || user !== null;
	const address = given ? { base: baseUrl(host ?? DEFAULT_HOST, port ?? null, tls) } : null;
	const replies = thread === undefined ? null : Number(thread);
	return { address, user, room: room?.replace(/^#/, "") ?? null, thread: replies, ...flags, tls, ca };
}

function parse(args: string[]) {
	try {
		return parseArgs({ args, options: FLAGS, allowPositionals: true, strict: true });
	} catch (cause) {
		throw new CommandError(`${cause instanceof Error ? cause.message : String(cause)}. See: parlour chat --help`);
	}
}

/** `http://host:port`, from a host or a URL. Throws CommandError. */
export function baseUrl(host: string, port: string | null, tls: boolean): string {
	const isUrl = /^[a-z]+:\/\//i.test(host);
	const isIpv6 = host.split(":").length > 2 && !host.startsWith("[");
	const text = isUrl ? host : `${tls ? "https" : "http"}://${isIpv6 ? `[${host}]` : host}`;
	if (!URL.canParse(text)) throw new CommandError(`Cannot read the host ${host}: give a name, an address or a URL`);
	const url = new URL(text);
	if (url.protocol !== "http:" && url.protocol !== "https:") {
		throw new CommandError(`Cannot read the host ${host}: it must begin with http:// or https://`);
	}
	if (tls) url.protocol = "https:";
	if (port !== null) url.port = checkPort(port);
	else if (!isUrl && url.port === "") url.port = String(DEFAULT_PORT);
	return url.origin;
}

function checkPort(text: string): string {
	if (/^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= 65535) return text;
	throw new CommandError(`Cannot read the port ${text}: expected a whole number from 1 to 65535`);
}
