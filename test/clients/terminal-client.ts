import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startTmux } from "../console/tmux.ts";
import { PASSWORD } from "../support/person.ts";

const COLUMNS = 120;
/** All that is said in a test is on one screen. */
const ROWS = 60;

/** An IRC client in a terminal. */
export interface TerminalClient {
	name: string;
	/** The program, with a folder of its own, logging in as Jun by SASL; by TLS where it is to know the server by a fingerprint. */
	command(home: string, port: number, fingerprint?: string): Promise<string[]>;
	/** Shows that the last of so many rooms has its window: the lobby, then #charts. */
	joined(rooms: 1 | 2): RegExp;
	/** Shows that the certificate has another fingerprint. */
	mistrusts: RegExp;
	/** Goes to a room's window. */
	goTo(room: string): string;
	/** A row of its screen on which somebody says something, and one on which they do something. */
	said: RegExp;
	did: RegExp;
}

export const irssi: TerminalClient = {
	name: "irssi",
	async command(home, port, fingerprint) {
		const tls = fingerprint ? `use_tls = "yes"; tls_verify = "no"; tls_pinned_cert = "${fingerprint}";` : "";
		const chatnet = `P = { type = "IRC"; sasl_mechanism = "PLAIN"; sasl_username = "Jun"; sasl_password = "${PASSWORD}"; };`;
		await Bun.write(
			join(home, "config"),
			`servers = ({ address = "127.0.0.1"; chatnet = "P"; port = "${port}"; autoconnect = "yes"; ${tls} });
			chatnets = { ${chatnet} };
			settings = { core = { real_name = "Jun"; user_name = "jun"; nick = "Jun"; }; };`,
		);
		return ["irssi", `--home=${home}`];
	},
	joined: (rooms) => (rooms === 1 ? /Act: 2/ : /Act: [\d,]*3/),
	mistrusts: /Pinned certificate mismatch/,
	goTo: (room) => `/window goto ${room}`,
	said: /^\d\d:\d\d <[ @+]?([^>]+)> (.*)$/,
	did: /^\d\d:\d\d {2}\* (\S+) (.*)$/,
};

export const weechat: TerminalClient = {
	name: "WeeChat",
	async command(home, port, fingerprint) {
		// Before WeeChat 4 they are called ssl; either version passes over the other's.
		const tls = ["tls", "ssl"].flatMap((name) => [
			`/set irc.server.p.${name} ${fingerprint ? "on" : "off"}`,
			`/set irc.server.p.${name}_fingerprint "${fingerprint?.replaceAll(":", "") ?? ""}"`,
		]);
		const commands = [
			"/set irc.server_default.capabilities *",
			"/set irc.look.server_buffer independent",
			// Beside what is said there is nothing on a row.
			"/bar hide nicklist",
			"/bar hide buflist",
			// A person would be asked whether they mean it.
			"/set weechat.look.paste_max_lines 100",
			`/server add p 127.0.0.1/${port} -nicks=Jun -sasl_mechanism=plain -sasl_username=Jun`,
			...tls,
			`/set irc.server.p.sasl_password "${PASSWORD}"`,
			"/connect p",
		];
		return ["weechat", "-d", home, "-r", commands.join(";")];
	},
	// It counts its own buffer and the server's too.
	joined: (rooms) => (rooms === 1 ? /^\[\d\d:\d\d\] \[3\] / : /^\[\d\d:\d\d\] \[4\] /),
	mistrusts: /fingerprint does NOT match/,
	goTo: (room) => `/buffer ${room}`,
	// What has no name before its bar is the client's own.
	said: /^\d\d:\d\d:\d\d +[@+]?(\w+) \| (.*)$/,
	did: /^\d\d:\d\d:\d\d +\* \| (\S+) (.*)$/,
};

/** Somebody at it, in a real terminal. */
export interface TerminalSeat {
	sees(text: RegExp): Promise<unknown>;
	/** A command, or what one says. */
	enter(line: string): Promise<void>;
	/** Several lines at once. */
	pasteAndEnter(lines: string): Promise<void>;
	/** What was said and done, from the top of the screen, as `NAME: TEXT`. */
	said(): Promise<string[]>;
	/** Leaves the program, which ends well. */
	quit(): Promise<void>;
}

export async function atClient(
	client: TerminalClient,
	server: { ircPort: number; fingerprint?: string },
	use: (seat: TerminalSeat) => Promise<void>,
): Promise<void> {
	const home = await mkdtemp(join(tmpdir(), "parlour-irc-"));
	try {
		const command = await client.command(home, server.ircPort, server.fingerprint);
		await using screen = await startTmux(command, { columns: COLUMNS, rows: ROWS, env: {} });
		const enter = async (line: string) => {
			await screen.type(line);
			await screen.press("Enter");
		};
		await use({
			sees: (text) => screen.shows((rows) => rows.some((row) => text.test(row)), String(text)),
			enter,
			async pasteAndEnter(lines) {
				await screen.paste(lines);
				await screen.press("Enter");
			},
			said: async () => saidOn(client, await screen.screen()),
			async quit() {
				await enter("/quit");
				await screen.shows((rows) => rows.some((row) => row.includes("[ended with status 0]")), "that it has ended");
			},
		});
	} finally {
		await rm(home, { recursive: true, force: true });
	}
}

function saidOn({ said, did }: TerminalClient, rows: readonly string[]): string[] {
	return rows.flatMap((row) => {
		const [, doer, deed] = did.exec(row) ?? [];
		if (doer) return [`${doer}: ${deed}`];
		const [, name, text] = said.exec(row) ?? [];
		return name ? [`${name}: ${text}`] : [];
	});
}
