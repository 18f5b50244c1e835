import { ParlourError } from "../../protocol/errors.ts";
import { CommandError } from "../command-error.ts";
import { chatInBrowser, hasDisplay } from "./browser.ts";
import { type Dialogue, openDialogue } from "./dialogue.ts";
import { enter, resume } from "./enter.ts";
import { ChatEnd, EXIT, exitCodeOf } from "./exit-codes.ts";
import { CHAT_HELP } from "./help.ts";
import { baseUrl, type ChatOptions, DEFAULT_HOST, DEFAULT_PORT, readOptions } from "./options.ts";
import { chatPlainly } from "./plain.ts";
import { connectApi, meet } from "./server.ts";
import { SessionsFile } from "./sessions-file.ts";
import { chatOnScreen } from "./terminal.ts";
import { readCa } from "./trust.ts";

/** Chats until the person leaves; the answer is the exit code. Throws CommandError for wrong usage. */
export async function chat(args: string[]): Promise<number> {
	const options = readOptions(args);
	if (options.help) {
		console.log(CHAT_HELP);
		return EXIT.ok;
	}
	const atTerminal = process.stdin.isTTY === true && process.stdout.isTTY === true && !options.json;
	if (options.gui && !atTerminal) throw new CommandError("--gui needs a terminal, to log the browser out from");
	const ca = options.ca === null ? null : await readCa(options.ca);
	try {
		if (options.forget) return await forget(options, ca);
		return await (atTerminal ? inTerminal(options, ca) : inScript(options, ca));
	} catch (cause) {
		const known = cause instanceof ChatEnd || cause instanceof ParlourError;
		if (!known) throw cause;
		if (cause.message !== "") console.error(`parlour: ${cause.message}`);
		return exitCodeOf(cause);
	}
}

async function inTerminal(options: ChatOptions, ca: string | null): Promise<number> {
	// React asks for this when it is loaded, and is several times slower without it.
	process.env["NODE_ENV"] ??= "production";
	// Ink's colours and bold are off where this is set, though a person sits here; what is drawn, our theme says.
	if (process.env["CI"] !== undefined) process.env["FORCE_COLOR"] ??= "1";
	// Loaded while somebody reads and types.
	const screen = import("../../tui/start.tsx");
	screen.catch(() => undefined);
	const dialogue = openDialogue(process.stdin, process.stdout);
	try {
		const base = options.address?.base ?? (await askAddress(dialogue, options.tls));
		const info = await meet(base, ca);
		const api = connectApi(base, ca);
		const session = await enter({ user: options.user, base, api, info, dialogue });
		if (!session) return EXIT.ok;
		if (options.gui && hasDisplay(process.env, process.platform)) {
			return await chatInBrowser({ base, api, session, dialogue });
		}
		const notice = options.gui ? "There is no display for a browser here: you chat in the terminal" : null;
		await dialogue.close();
		return await chatOnScreen({ options, base, ca, session, notice, screen: await screen });
	} finally {
		await dialogue.close();
	}
}

async function askAddress(dialogue: Dialogue, tls: boolean): Promise<string> {
	const host = (await dialogue.ask(`Host [${DEFAULT_HOST}]: `)).trim() || DEFAULT_HOST;
	const port = (await dialogue.ask(`Port [${DEFAULT_PORT}]: `)).trim() || String(DEFAULT_PORT);
	return baseUrl(host, port, tls);
}

async function inScript(options: ChatOptions, ca: string | null): Promise<number> {
	const { user, address } = options;
	if (user === null || address === null) {
		throw new ChatEnd(EXIT.other, "Without a terminal, --user NAME is needed. See: parlour chat --help");
	}
	const { base } = address;
	await meet(base, ca);
	const api = connectApi(base, ca);
	const place = { base, ca };
	const stored = await resume(base, api, user, new SessionsFile(process.env));
	if (stored) return chatPlainly(options, place, stored);
	const password = process.env["PARLOUR_PASSWORD"];
	if (!password) {
		throw new ChatEnd(
			EXIT.notLoggedIn,
			`Cannot log in as ${user}: no session of before is stored, and PARLOUR_PASSWORD is not set`,
		);
	}
	const session = await api.logIn(user, password);
	try {
		return await chatPlainly(options, place, session);
	} finally {
		// A script leaves no session behind.
		await api.logOut(session.token).catch(() => undefined);
	}
}

async function forget({ address, user }: ChatOptions, ca: string | null): Promise<number> {
	if (!address || user === null) return EXIT.other;
	const sessions = new SessionsFile(process.env);
	const token = sessions.get(address.base, user);
	if (token === null) {
		console.log(`No session of ${user} at ${address.base} is stored`);
		return EXIT.ok;
	}
	sessions.set(address.base, user, null);
	const ended = await connectApi(address.base, ca)
		.logOut(token)
		.then(
			() => "and logged out",
			() => "but the server could not be told",
		);
	console.log(`The session of ${user} at ${address.base} is dropped, ${ended}`);
	return EXIT.ok;
}
