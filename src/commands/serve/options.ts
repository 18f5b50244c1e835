import type { SignUpPolicy } from "../../core/accounts.ts";
import { CommandError } from "../command-error.ts";

type Parse<T> = (text: string) => T;

export interface Option<T> {
	/** As in `--name VALUE`; the environment has it as PARLOUR_NAME, and parlour.toml as `name`. */
	name: string;
	/** What --help calls its value; none for a switch. */
	value?: string;
	fallback: T;
	help: string;
	/** Throws CommandError, saying what is expected. */
	parse: Parse<T>;
}

function wholeNumber(least: number, most: number): Parse<number> {
	return (text) => {
		const number = Number(text);
		if (/^\d+$/.test(text) && number >= least && number <= most) return number;
		throw new CommandError(`expected a whole number from ${least} to ${most}`);
	};
}

const port = wholeNumber(0, 65535);

const portOrOff: Parse<number | null> = (text) => (text === "off" ? null : port(text));

const onOff: Parse<boolean> = (text) => {
	if (["on", "true", "1", "yes"].includes(text)) return true;
	if (["off", "false", "0", "no"].includes(text)) return false;
	throw new CommandError("expected on or off");
};

function oneOf<const T extends string>(...choices: T[]): Parse<T> {
	return (text) => {
		const choice = choices.find((choice) => choice === text);
		if (choice !== undefined) return choice;
		throw new CommandError(`expected one of ${choices.join(", ")}`);
	};
}

const publicUrl: Parse<string> = (value) => {
	if (URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)) return value.replace(/\/+$/, "");
	throw new CommandError("expected a URL that begins with https:// or http://");
};

const text: Parse<string> = (value) => value;

const hostName: Parse<string> = (value) => {
	if (/^[A-Za-z0-9][A-Za-z0-9.-]{0,62}$/.test(value)) return value;
	throw new CommandError("expected a host's name: letters, digits, dots and hyphens");
};

const someText: Parse<string> = (value) => {
	if (value.trim() !== "") return value;
	throw new CommandError("it is empty");
};

function option<T>(option: Option<T>): Option<T> {
	return option;
}

/** Every setting of `parlour serve`, once: flags, environment, parlour.toml and --help all come from here. */
export const OPTIONS = {
	host: option({
		name: "host",
		value: "HOST",
		fallback: "127.0.0.1",
		help: "Address to listen on; 0.0.0.0 for all",
		parse: someText,
	}),
	port: option({
		name: "port",
		value: "PORT",
		fallback: 8080,
		help: "Port of the browser GUI and the native protocol",
		parse: port,
	}),
	data: option({ name: "data", value: "DIR", fallback: "./data", help: "The data folder", parse: someText }),
	name: option({
		name: "name",
		value: "NAME",
		fallback: "Parlour",
		help: "What people see as this place's name",
		parse: someText,
	}),
	classic: option<number | null>({
		name: "classic",
		value: "PORT|off",
		fallback: 33011,
		help: "Port of the classic Python client",
		parse: portOrOff,
	}),
	classicHistory: option({
		name: "classic-history",
		value: "LINES",
		fallback: 500,
		help: "Lines of history that a classic client gets",
		parse: wholeNumber(0, 10_000),
	}),
	irc: option<number | null>({
		name: "irc",
		value: "PORT|off",
		fallback: 6667,
		help: "Port of IRC clients",
		parse: portOrOff,
	}),
	ircTls: option<number | null>({
		name: "irc-tls",
		value: "PORT|off",
		fallback: 6697,
		help: "Port of IRC clients that come by TLS, with a certificate",
		parse: portOrOff,
	}),
	ircServerName: option({
		name: "irc-server-name",
		value: "NAME",
		fallback: "parlour",
		help: "What the server calls itself to IRC clients",
		parse: hostName,
	}),
	ircPassword: option({
		name: "irc-password",
		value: "WORD",
		fallback: "",
		help: "A word that IRC clients must give with PASS",
		parse: text,
	}),
	signUp: option<SignUpPolicy>({
		name: "signup",
		value: "open|invite|closed",
		fallback: "open",
		help: "Who may make an account",
		parse: oneOf("open", "invite", "closed"),
	}),
	guests: option({
		name: "guests",
		fallback: false,
		help: "People without an account may come in, to public rooms",
		parse: onOff,
	}),
	maxBody: option({
		name: "max-body",
		value: "CHARS",
		fallback: 8000,
		help: "Most characters in one message",
		parse: wholeNumber(1, 100_000),
	}),
	maxFile: option({
		name: "max-file",
		value: "MB",
		fallback: 100,
		help: "Largest file that may be uploaded; 0 for none",
		parse: wholeNumber(0, 1_000_000),
	}),
	maxFilesPerPerson: option({
		name: "max-files-per-person",
		value: "MB",
		fallback: 5000,
		help: "Most that one person's files may have together",
		parse: wholeNumber(0, 1_000_000_000),
	}),
	keepFree: option({
		name: "keep-free",
		value: "MB",
		fallback: 1000,
		help: "Room on the disk that uploads leave free",
		parse: wholeNumber(0, 1_000_000_000),
	}),
	announce: option({
		name: "announce",
		value: "on|off",
		fallback: true,
		help: "Tell the lobby who comes and goes",
		parse: onOff,
	}),
	linkPreviews: option({
		name: "link-previews",
		value: "on|off",
		fallback: true,
		help: "Look up the titles of pages that messages link to",
		parse: onOff,
	}),
	url: option({
		name: "url",
		value: "URL",
		fallback: "",
		help: "Where people reach it, through a proxy on this machine",
		parse: publicUrl,
	}),
	tlsCert: option({
		name: "tls-cert",
		value: "FILE",
		fallback: "",
		help: "Certificate (PEM), for https and IRC over TLS",
		parse: text,
	}),
	tlsKey: option({ name: "tls-key", value: "FILE", fallback: "", help: "Its key (PEM)", parse: text }),
	tlsSelfSigned: option({
		name: "tls-self-signed",
		fallback: false,
		help: "TLS with a certificate made in the data folder",
		parse: onOff,
	}),
	unlimited: option({
		name: "unlimited",
		fallback: false,
		help: "No rate limits; only where every listener is on loopback",
		parse: onOff,
	}),
};

export type Settings = { [K in keyof typeof OPTIONS]: (typeof OPTIONS)[K]["fallback"] };

export function optionFlags(): string[] {
	return Object.values<Option<unknown>>(OPTIONS).map(({ name }) => `--${name}`);
}
