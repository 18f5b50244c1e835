import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createLocalBus } from "../../bus/local-bus.ts";
import { startConsole } from "../../console/console.ts";
import { hostTerminal } from "../../console/host-terminal.ts";
import { createCore } from "../../core/core.ts";
import { startClassicGateway } from "../../gateways/classic/classic-gateway.ts";
import type { Gateway } from "../../gateways/gateway.ts";
import { loadStaticFiles } from "../../gateways/web/static-files.ts";
import { startWebGateway } from "../../gateways/web/web-gateway.ts";
import { openDailyLog } from "../../runtime/daily-log.ts";
import { DataFolderError, holdDataFolder } from "../../runtime/data-folder.ts";
import { createSecrets } from "../../runtime/secrets.ts";
import { systemClock } from "../../runtime/system-clock.ts";
import { startWebServer, type WebServer } from "../../runtime/web-server.ts";
import { openSqliteStore } from "../../store/sqlite/sqlite-store.ts";
import { VERSION } from "../../version.ts";
import { CommandError } from "../command-error.ts";
import { serveHelp } from "./help.ts";
import type { Settings } from "./options.ts";
import { readSettings } from "./settings.ts";
import { whenAskedToStop } from "./stop-signals.ts";

const GUI_FOLDER = join(import.meta.dir, "../../../dist/gui");
/** After this long a stop goes on without what it waits for. */
const STOP_WITHIN_MS = 4000;

/** Runs until it is asked to stop; the answer is the exit code. Throws CommandError where it cannot start. */
export async function serve(args: string[]): Promise<number> {
	if (args.includes("--help") || args.includes("-h")) {
		console.log(serveHelp());
		return 0;
	}
	const settings = readSettings(args, process.env);
	// The port first: whoever starts a second server by mistake hears of that, and the first one's data are not touched.
	const web = await listen(settings);
	try {
		return await run(settings, web);
	} catch (cause) {
		await web.stop();
		if (cause instanceof DataFolderError) throw new CommandError(cause.message);
		throw cause;
	}
}

async function run(settings: Settings, web: WebServer): Promise<number> {
	const folder = holdDataFolder(settings.data);
	const clock = systemClock;
	let tell = (line: string) => console.error(line);
	const log = openDailyLog(folder.logs, clock, (why) => tell(why));
	const store = await openSqliteStore(folder.database, (cause) => {
		log.error("storage failed", { cause });
		tell(`Storage failed: ${cause}`);
	}).catch((cause: unknown) => {
		folder.release();
		throw new CommandError(cause instanceof Error ? cause.message : String(cause));
	});
	const bus = createLocalBus((cause) => log.error("a listener failed", { cause: String(cause) }));
	const secrets = createSecrets();
	const core = createCore(
		{ store, bus, clock, secrets, log },
		{
			signUp: settings.signUp,
			maxBodyChars: settings.maxBody,
			announce: settings.announce,
			unlimited: settings.unlimited,
		},
	);

	const gateways: Gateway[] = [];
	if (settings.classic !== null) {
		const { host, classic: port, classicHistory: historyLines } = settings;
		gateways.push(await taken(port, host, () => startClassicGateway(core, log, { host, port, historyLines })));
	}
	const files = await loadStaticFiles(GUI_FOLDER);
	const server = { name: settings.name, version: VERSION };
	const secure = settings.tlsCert !== "";
	gateways.unshift(startWebGateway(web, { core, log, secrets, files, server, secure }));

	const url = `${secure ? "https" : "http"}://${settings.host.includes(":") ? `[${settings.host}]` : settings.host}:${web.port}`;
	const stopAsked = whenAskedToStop();
	const console_ = startConsole(core, {
		...hostTerminal(),
		log,
		baseUrl: url,
		requestStop: () => stopAsked.request("<EXIT>"),
	});
	tell = console_.print;
	log.info("started", { version: VERSION, url, ...Object.fromEntries(gateways.map(({ name, port }) => [name, port])) });
	greet(console_.print, url, gateways);
	if (settings.signUp !== "open" && !(await core.accounts.anyExist())) {
		console_.print(`  The first account: ${url}/?invite=${await core.accounts.createInvite()}`);
	}

	const why = await stopAsked.asked;
	console_.print("Stopping…");
	log.info("stopping", { why });
	console_.stop();
	const late = setTimeout(() => {
		log.error("stopped without waiting any longer");
		process.exit(0);
	}, STOP_WITHIN_MS);
	core.stop();
	await Bun.sleep(50); // the goodbyes' way to the sockets
	for (const gateway of gateways) await gateway.stop();
	await store.close();
	log.info("stopped");
	await log.close();
	folder.release();
	clearTimeout(late);
	return 0;
}

function listen(settings: Settings): Promise<WebServer> {
	const { host, port } = settings;
	const tls = settings.tlsCert
		? { cert: readPem(settings.tlsCert, "--tls-cert"), key: readPem(settings.tlsKey, "--tls-key") }
		: null;
	// Any character may take six bytes in JSON.
	const maxFrameBytes = Math.max(64 * 1024, settings.maxBody * 12 + 1024);
	return taken(port, host, () => startWebServer({ host, port, tls, maxFrameBytes, maxRequestBytes: 1024 * 1024 }));
}

function readPem(path: string, flag: string): string {
	try {
		return readFileSync(path, "utf8");
	} catch (cause) {
		throw new CommandError(`Cannot read ${flag} ${path}: ${cause instanceof Error ? cause.message : String(cause)}`);
	}
}

/** Says in one line why a listener cannot be had. */
async function taken<T>(port: number, host: string, listen: () => T | Promise<T>): Promise<T> {
	try {
		return await listen();
	} catch (cause) {
		const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
		if (code === "EADDRINUSE")
			throw new CommandError(`Port ${port} is in use: stop what listens there, or choose another`);
		if (code === "EACCES") throw new CommandError(`Port ${port} needs more rights: choose one above 1023`);
		throw new CommandError(
			`Cannot listen on ${host} port ${port}: ${cause instanceof Error ? cause.message : String(cause)}`,
		);
	}
}

function greet(print: (line: string) => void, url: string, gateways: Gateway[]): void {
	print(`Parlour ${VERSION} is ready: ${url}`);
	const classic = gateways.find(({ name }) => name === "classic");
	if (classic) print(`  Classic clients: port ${classic.port}`);
	print("  Type help for the commands, <EXIT> to stop");
}
