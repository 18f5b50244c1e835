import { afterEach, expect, test } from "bun:test";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CommandError } from "../command-error.ts";
import { serveHelp } from "./help.ts";
import { OPTIONS, type Option } from "./options.ts";
import { readSettings } from "./settings.ts";

const ALL = Object.values<Option<unknown>>(OPTIONS);
const DEFAULTS = {
	host: "127.0.0.1",
	port: 8080,
	name: "Parlour",
	classic: 33011,
	classicHistory: 500,
	irc: 6667,
	ircTls: 6697,
	ircServerName: "parlour",
	ircPassword: "",
	signUp: "open",
	guests: false,
	maxBody: 8000,
	maxFile: 100,
	maxFilesPerPerson: 5000,
	keepFree: 1000,
	announce: true,
	linkPreviews: true,
	url: "",
	tlsCert: "",
	tlsKey: "",
	tlsSelfSigned: false,
	unlimited: false,
} as const;

let folders: string[] = [];
afterEach(async () => {
	for (const folder of folders) await rm(folder, { recursive: true });
	folders = [];
});

async function folderWith(toml?: string): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), "parlour-settings-"));
	folders.push(folder);
	if (toml !== undefined) await Bun.write(join(folder, "parlour.toml"), toml);
	return folder;
}

function refusal(args: string[], environment: Record<string, string> = {}): string {
	try {
		readSettings(args, environment);
	} catch (cause) {
		expect(cause).toBeInstanceOf(CommandError);
		const { message } = cause as CommandError;
		expect(message).not.toContain("\n");
		expect(message).not.toBeEmpty();
		return message;
	}
	throw new Error("the settings were taken");
}

test("without anything given every setting has its default", async () => {
	const data = await folderWith();
	expect(readSettings(["--data", data], {})).toEqual({ ...DEFAULTS, data });
	expect(readSettings(["--data", join(data, "not-there-yet")], {})).toMatchObject(DEFAULTS);
	expect(OPTIONS.data.fallback).toBe("./data");
});

test("a flag wins over the environment, the environment over parlour.toml, and that over the default", async () => {
	const data = await folderWith('port = 1003\nname = "File"\nmax-body = 103\nsignup = "invite"');
	const settings = readSettings(["--data", data, "--port", "1001", "--signup", "closed"], {
		PARLOUR_PORT: "1002",
		PARLOUR_NAME: "Environment",
		PARLOUR_SIGNUP: "open",
	});
	expect(settings).toEqual({ ...DEFAULTS, data, port: 1001, name: "Environment", maxBody: 103, signUp: "closed" });
});

test("host and port may stand without their flags, and a flag wins over its place", async () => {
	const data = await folderWith();
	expect(readSettings(["0.0.0.0", "9000", "--data", data], {})).toMatchObject({ host: "0.0.0.0", port: 9000 });
	expect(readSettings(["0.0.0.0", "--data", data, "--host", "::1"], {})).toMatchObject({ host: "::1", port: 8080 });
});

test("each option may be given by flag, by environment and, but for the data folder, in parlour.toml", async () => {
	const values: Record<string, [given: string, expected: unknown]> = {
		host: ["127.0.0.2", "127.0.0.2"],
		port: ["0", 0],
		data: ["/nowhere/at/all", "/nowhere/at/all"],
		name: ["Harbour Lab", "Harbour Lab"],
		classic: ["off", null],
		"classic-history": ["0", 0],
		irc: ["off", null],
		"irc-tls": ["off", null],
		"irc-server-name": ["chat.harbour.example", "chat.harbour.example"],
		"irc-password": ["harbour", "harbour"],
		signup: ["closed", "closed"],
		"max-body": ["100000", 100_000],
		"max-file": ["0", 0],
		"max-files-per-person": ["20000", 20_000],
		"keep-free": ["0", 0],
		announce: ["off", false],
		"link-previews": ["off", false],
		url: ["https://chat.example.org/", "https://chat.example.org"],
		"tls-cert": ["cert.pem", "cert.pem"],
		"tls-key": ["key.pem", "key.pem"],
		"tls-self-signed": ["true", true],
		unlimited: ["true", true],
		guests: ["true", true],
	};
	expect(Object.keys(values).sort()).toEqual(ALL.map(({ name }) => name).sort());
	for (const [key, { name, value }] of Object.entries<Option<unknown>>(OPTIONS)) {
		const [given, expected] = values[name] ?? expect.unreachable();
		const other = name === "tls-cert" ? "tls-key" : name === "tls-key" ? "tls-cert" : null;
		const flags = [...(value ? [`--${name}`, given] : [`--${name}`]), ...(other ? [`--${other}`, "other.pem"] : [])];
		expect(readSettings(flags, {})).toMatchObject({ [key]: expected });
		const variable = (name: string) => `PARLOUR_${name.replaceAll("-", "_").toUpperCase()}`;
		const environment = { [variable(name)]: given, ...(other ? { [variable(other)]: "other.pem" } : {}) };
		expect(readSettings([], environment)).toMatchObject({ [key]: expected });
		if (name === "data") continue;
		const toml = `${name} = "${given}"${other ? `\n${other} = "other.pem"` : ""}`;
		expect(readSettings(["--data", await folderWith(toml)], {})).toMatchObject({ [key]: expected });
	}
});

test("parlour.toml may have numbers and truth values as such", async () => {
	const data = await folderWith("# ours\nport = 8_081\nannounce = false\nunlimited = true\nclassic = 0");
	expect(readSettings(["--data", data], {})).toMatchObject({
		port: 8081,
		announce: false,
		unlimited: true,
		classic: 0,
	});
});

test.each([
	[["--port", "http"], "Cannot use --port = http: expected a whole number from 0 to 65535"],
	[["--port", "65536"], "Cannot use --port = 65536: expected a whole number from 0 to 65535"],
	[["--port=-1"], "Cannot use --port = -1: expected a whole number from 0 to 65535"],
	[["--port", "80.5"], "Cannot use --port = 80.5: expected a whole number from 0 to 65535"],
	[["--port", "0x50"], "Cannot use --port = 0x50: expected a whole number from 0 to 65535"],
	[["127.0.0.1", "web"], "Cannot use port = web: expected a whole number from 0 to 65535"],
	[["--classic", "on"], "Cannot use --classic = on: expected a whole number from 0 to 65535"],
	[["--signup", "Open"], "Cannot use --signup = Open: expected one of open, invite, closed"],
	[["--announce", "maybe"], "Cannot use --announce = maybe: expected on or off"],
	[["--max-body", "0"], "Cannot use --max-body = 0: expected a whole number from 1 to 100000"],
	[["--classic-history", "-"], "Cannot use --classic-history = -: expected a whole number from 0 to 10000"],
	[["--data", ""], "Cannot use --data = : it is empty"],
	[["--host", ""], "Cannot use --host = : it is empty"],
	[["--name", " "], "Cannot use --name =  : it is empty"],
])("%j is refused, naming what was given and what is expected", (args, message) => {
	expect(refusal(args)).toBe(message);
});

test.each([
	[["--prot", "80"]],
	[["--unlimited=yes"]],
	[["--port"]],
	[["--port", "--unlimited"]],
	[["a", "1", "b"]],
	[["-x"]],
])("%j is refused in one line that points to the help", (args) => {
	expect(refusal(args)).toEndWith(". See: parlour serve --help");
});

test("a bad value in the environment is named by its variable", () => {
	expect(refusal([], { PARLOUR_MAX_BODY: "many" })).toBe(
		"Cannot use PARLOUR_MAX_BODY = many: expected a whole number from 1 to 100000",
	);
});

test("a bad value in parlour.toml is named with its file", async () => {
	const data = await folderWith('signup = "maybe"');
	expect(refusal(["--data", data])).toBe(
		`Cannot use signup in ${join(data, "parlour.toml")} = maybe: expected one of open, invite, closed`,
	);
});

test.each([
	["sign-up = 1", "sign-up is no setting of this file"],
	['data = "/elsewhere"', "data is no setting of this file"],
	["[port]\nnumber = 1", "port is no text, number or truth value"],
	['name = ["a", "b"]', "name is no text, number or truth value"],
	["port 80", "Invalid TOML document"],
])("a parlour.toml with %j is refused, and named", async (toml, why) => {
	const data = await folderWith(toml);
	const message = refusal(["--data", data]);
	expect(message).toStartWith(`Cannot read ${join(data, "parlour.toml")}: `);
	expect(message).toContain(why);
});

test("a parlour.toml that is there and cannot be read is not passed over", async () => {
	const data = await folderWith();
	await mkdir(join(data, "parlour.toml"));
	expect(refusal(["--data", data])).toStartWith(`Cannot read ${join(data, "parlour.toml")}: `);
});

test("the data folder of the environment is the one whose parlour.toml is read", async () => {
	const data = await folderWith("port = 1234");
	expect(readSettings([], { PARLOUR_DATA: data })).toMatchObject({ data, port: 1234 });
});

test.each(["0.0.0.0", "::", "192.168.1.2", "example.org", "127.0.0.1.example.org", "localhost.example.org"])(
	"--unlimited is refused on %s",
	(host) => {
		expect(refusal(["--unlimited", "--host", host])).toBe(
			`Cannot use --unlimited with host ${host}: it is for loopback only`,
		);
	},
);

test.each(["127.0.0.1", "127.1.2.3", "::1", "localhost"])("--unlimited is taken on %s", (host) => {
	expect(readSettings(["--unlimited", "--host", host], {})).toMatchObject({ unlimited: true, host });
});

test("a certificate without its key, and a key without its certificate, are refused", () => {
	const message = "Cannot use one of --tls-cert and --tls-key without the other";
	expect(refusal(["--tls-cert", "cert.pem"])).toBe(message);
	expect(refusal(["--tls-key", "key.pem"])).toBe(message);
});

test("a certificate that is given, and one that is to be made, are refused together", async () => {
	const given = ["--tls-cert", "cert.pem", "--tls-key", "key.pem"];
	const message = "Cannot use --tls-self-signed together with --tls-cert: choose one of them";
	expect(refusal([...given, "--tls-self-signed"])).toBe(message);
	expect(refusal(given, { PARLOUR_TLS_SELF_SIGNED: "on" })).toBe(message);
	const data = await folderWith("tls-self-signed = true");
	expect(refusal([...given, "--data", data])).toBe(message);
	expect(readSettings([...given, "--data", data], { PARLOUR_TLS_SELF_SIGNED: "off" }).tlsSelfSigned).toBe(false);
});

test("the help names every option with its default, its environment variables and parlour.toml", () => {
	const help = serveHelp();
	const lines = help.split("\n");
	for (const { name, value, fallback, help: says } of ALL) {
		const line = lines.find((line) => line.startsWith(`  --${name}${value ? ` ${value}` : " "}`));
		expect({ name, line }).toEqual({ name, line: expect.stringContaining(says) });
		const standard = fallback === true ? "on" : fallback === false || fallback === "" ? null : String(fallback);
		if (standard !== null) expect(line).toEndWith(`(${standard})`);
	}
	expect(help).toContain("PARLOUR_SIGNUP=invite");
	expect(help).toContain("parlour.toml");
	for (const line of lines) expect(line.length).toBeLessThanOrEqual(100);
});
