import type { Session } from "../../client/http-api.ts";
import { ParlourError } from "../../protocol/errors.ts";
import type { Dialogue } from "./dialogue.ts";
import { EXIT } from "./exit-codes.ts";
import type { ServerApi } from "./server.ts";

type Env = Record<string, string | undefined>;

const HELP = "open: open the browser once more · <EXIT>: log it out and end";
const OPENERS: Partial<Record<NodeJS.Platform, string[]>> = {
	darwin: ["open"],
	// An empty title first: start takes what is quoted for one.
	win32: ["cmd", "/c", "start", '""'],
};

/** Whether a browser could show itself where this runs. */
export function hasDisplay(env: Env, platform: NodeJS.Platform): boolean {
	if (platform === "darwin" || platform === "win32") return !env["SSH_CONNECTION"];
	return Boolean(env["DISPLAY"] || env["WAYLAND_DISPLAY"]);
}

interface Seat {
	base: string;
	api: ServerApi;
	session: Session;
	dialogue: Dialogue;
}

/** The browser has the screens, logged in; the terminal stays for commands, and its end is the browser's log-out. */
export async function chatInBrowser({ base, api, session, dialogue }: Seat): Promise<number> {
	const opened: string[] = [];
	async function open(): Promise<void> {
		const { ticket, token, expiresInMs } = await api.ticket(session.token);
		opened.push(token);
		const url = `${base}/?ticket=${ticket}`;
		if (await launch(url))
			dialogue.say(`The browser is open, logged in as ${session.account.name}. <EXIT> logs it out`);
		else dialogue.say(`No browser could be started. Open this within ${expiresInMs / 1000} s: ${url}`);
	}
	// However this ends, the browser is logged out.
	for (const signal of ["SIGTERM", "SIGHUP"] as const) process.once(signal, () => void dialogue.close());
	try {
		await open();
		for (;;) {
			const line = (await dialogue.ask("> ")).trim().toLowerCase();
			if (["<exit>", "exit", "/quit", "quit"].includes(line)) break;
			if (line === "open") await open();
			else if (line !== "") dialogue.say(HELP);
		}
	} finally {
		for (const token of opened) await end(api, token);
	}
	return EXIT.ok;
}

/** A ticket that nobody redeemed has opened no session, and somebody may have logged out in the browser. */
async function end(api: ServerApi, token: string): Promise<void> {
	await api.logOut(token).catch((cause: unknown) => {
		if (!(cause instanceof ParlourError) || cause.code !== "unauthorized") throw cause;
	});
}

async function launch(url: string): Promise<boolean> {
	const command = OPENERS[process.platform] ?? ["xdg-open"];
	try {
		const child = Bun.spawn([...command, url], { stdin: "ignore", stdout: "ignore", stderr: "ignore" });
		child.unref();
		// Some openers stay with the browser: one that still runs after a while has not failed.
		const code = await Promise.race([child.exited, Bun.sleep(2000).then(() => 0)]);
		return code === 0;
	} catch {
		return false;
	}
}
