import { expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startTmux, type Tmux } from "../console/tmux.ts";
import { eventually } from "../support/eventually.ts";
import { startParlour } from "../support/parlour.ts";
import { connect, lobbyOf, PASSWORD, signUp, until } from "../support/person.ts";

interface ClientProgram {
	name: string;
	/** The program, with a folder of its own, logging in by SASL; by TLS where it is to know the server by a fingerprint. */
	command(home: string, port: number, fingerprint?: string): Promise<string[]>;
	/** Shows that the last of so many rooms has its window: the lobby, then #charts. */
	joined(rooms: 1 | 2): RegExp;
	/** Shows that the certificate has another fingerprint. */
	mistrusts: RegExp;
	/** Goes to a room's window. */
	goTo(room: string): string;
}

const irssi: ClientProgram = {
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
};

const weechat: ClientProgram = {
	name: "WeeChat",
	async command(home, port, fingerprint) {
		// Before WeeChat 4 they are called ssl; either version passes over the other's.
		const tls = ["tls", "ssl"].flatMap((name) => [
			`/set irc.server.p.${name} ${fingerprint ? "on" : "off"}`,
			`/set irc.server.p.${name}_fingerprint "${fingerprint?.replaceAll(":", "") ?? ""}"`,
		]);
		const add = `/server add p 127.0.0.1/${port} -nicks=Jun -sasl_mechanism=plain -sasl_username=Jun`;
		const password = `/set irc.server.p.sasl_password "${PASSWORD}"`;
		const all = "/set irc.server_default.capabilities *";
		return [
			"weechat",
			"-d",
			home,
			"-r",
			`${all};/set irc.look.server_buffer independent;${[add, ...tls, password].join(";")};/connect p`,
		];
	},
	joined: (rooms) => (rooms === 1 ? /#lobby/ : /#charts/),
	mistrusts: /fingerprint does NOT match/,
	goTo: (room) => `/buffer ${room}`,
};

async function withClient(
	program: ClientProgram,
	server: { ircPort: number; fingerprint?: string },
	use: (
		screen: Tmux,
		sees: (text: RegExp) => Promise<unknown>,
		enter: (line: string) => Promise<void>,
	) => Promise<void>,
): Promise<void> {
	const home = await mkdtemp(join(tmpdir(), "parlour-irc-"));
	try {
		await using screen = await startTmux(await program.command(home, server.ircPort, server.fingerprint), {
			columns: 120,
			rows: 30,
			env: {},
		});
		const sees = (text: RegExp) => screen.shows((rows) => text.test(rows.join("\n")), String(text));
		await use(screen, sees, async (line) => {
			await screen.type(line);
			await screen.press("Enter");
		});
	} finally {
		await rm(home, { recursive: true, force: true });
	}
}

test.each([irssi, weechat])(
	"$name logs in by SASL, talks with a browser's client, leaves and comes back",
	async (program) => {
		await using server = await startParlour({ args: ["--announce", "off", "--unlimited"] });
		const mara = await connect(server.url, "Mara", await signUp(server.url, "Mara"));
		await signUp(server.url, "Jun");
		const lobby = lobbyOf(mara);
		try {
			await withClient(program, server, async (_, sees, enter) => {
				await until(() => mara.online.value.size === 2, "Jun online");
				await sees(program.joined(1));
				await enter(program.goTo("#lobby"));
				await sees(/#lobby/);
				mara.post(lobby.id, "the tide is in\nand so are we");
				await sees(/Mara.*the tide is in/);
				await sees(/Mara.*and so are we/);
				await enter("good to hear");
				await until(() => lobby.messages.value.some(({ body }) => body === "good to hear"), "the answer");
				await enter("/me waves");
				await until(() => lobby.messages.value.some(({ body }) => body === "/me waves"), "the action");
				await enter("/join #charts");
				await eventually(
					async () => (await mara.directory()).some(({ name }) => name === "charts"),
					"the room that was made",
				);
			});
			await until(() => mara.online.value.size === 1, "Jun gone");
			await withClient(program, server, async (_, sees, enter) => {
				await until(() => mara.online.value.size === 2, "Jun back");
				await sees(program.joined(2));
				await enter(program.goTo("#charts"));
				// Nobody joined anew: a room that one is in is there.
				await sees(/#charts/);
			});
			expect(lobby.messages.value.filter(({ author }) => author?.name === "Jun")).toHaveLength(2);
		} finally {
			mara.stop();
		}
	},
);

test.each([irssi, weechat])(
	"$name comes by TLS, and knows a certificate that signs itself by its SHA-256",
	async (program) => {
		await using server = await startParlour({ args: ["--announce", "off", "--unlimited", "--tls-self-signed"] });
		const [, fingerprint = ""] = await server.printed(/The certificate's SHA-256: (\S+)/);
		const [, tlsPort = ""] = await server.printed(/IRC clients by TLS: port (\d+)/);
		const tls = { ca: await Bun.file(join(server.data, "tls/cert.pem")).text() };
		const body = JSON.stringify({ name: "Jun", password: PASSWORD });
		const headers = { "Content-Type": "application/json" };
		expect((await fetch(`${server.url}/api/signup`, { method: "POST", headers, body, tls })).status).toBe(200);
		const ircPort = Number(tlsPort);
		await withClient(program, { ircPort, fingerprint }, async (_, sees) => {
			await sees(program.joined(1));
		});
		const another = fingerprint.replace(/^../, (first) => (first === "00" ? "01" : "00"));
		await withClient(program, { ircPort, fingerprint: another }, async (_, sees) => {
			await sees(program.mistrusts);
		});
	},
);
