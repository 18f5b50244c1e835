import { createLocalBus } from "../../bus/local-bus.ts";
import { startConsole } from "../../console/console.ts";
import { hostTerminal } from "../../console/host-terminal.ts";
import { type Core, createCore } from "../../core/core.ts";
import { startClassicGateway } from "../../gateways/classic/classic-gateway.ts";
import type { Gateway } from "../../gateways/gateway.ts";
import { type IrcGateway, type IrcPorts, startIrcGateway } from "../../gateways/irc/irc-gateway.ts";
import { createStaticFiles } from "../../gateways/web/static-files.ts";
import { startWebGateway } from "../../gateways/web/web-gateway.ts";
import { openBlobFolder } from "../../runtime/blob-folder.ts";
import { openDailyLog } from "../../runtime/daily-log.ts";
import { type DataFolder, DataFolderError, holdDataFolder } from "../../runtime/data-folder.ts";
import { readGuiFiles } from "../../runtime/gui-files.ts";
import { createPageFetcher, OPEN_WEB } from "../../runtime/safe-fetch.ts";
import { createSecrets } from "../../runtime/secrets.ts";
import { systemClock } from "../../runtime/system-clock.ts";
import type { WebServer } from "../../runtime/web-server.ts";
import type { Store } from "../../store/port.ts";
import { openSqliteStore } from "../../store/sqlite/sqlite-store.ts";
import { VERSION } from "../../version.ts";
import { CommandError } from "../command-error.ts";
import { readCertificate, type ServedCertificate } from "./certificate.ts";
import { serveHelp } from "./help.ts";
import { listening, listenWeb, reachableUrls } from "./listen.ts";
import type { Settings } from "./options.ts";
import { readSettings } from "./settings.ts";
import { whenAskedToStop } from "./stop-signals.ts";

/** After this long a stop goes on without what it waits for. */
const STOP_WITHIN_MS = 4000;
/** The goodbyes' way to the sockets. */
const FAREWELL_MS = 50;
const MB = 1024 * 1024;

/** Runs until it is asked to stop; the answer is the exit code. Throws CommandError where it cannot start. */
export async function serve(args: string[]): Promise<number> {
	if (args.includes("--help") || args.includes("-h")) {
		console.log(serveHelp());
		return 0;
	}
	const settings = readSettings(args, process.env);
	const tls = await readCertificate(settings);
	// The port first: whoever starts a second server by mistake hears of that, and the first one's data are not touched.
	const web = await listenWeb(settings, tls?.certificate ?? null);
	try {
		return await run(settings, tls, web, holdDataFolder(settings.data));
	} catch (cause) {
		await web.stop();
		if (cause instanceof DataFolderError) throw new CommandError(cause.message);
		throw cause;
	}
}

async function run(
	settings: Settings,
	tls: ServedCertificate | null,
	web: WebServer,
	folder: DataFolder,
): Promise<number> {
	tls?.made?.keep();
	let tell = (line: string) => console.error(line);
	const log = openDailyLog(folder.logs, systemClock, (why) => tell(why));
	for (const fault of ["uncaughtException", "unhandledRejection"] as const) {
		process.on(fault, (cause: unknown) => log.error(fault, { cause: stackOf(cause) }));
	}
	const onFault = (cause: string) => {
		log.error("storage failed", { cause });
		tell(`Storage failed: ${cause}`);
	};
	const onDeath = async (cause: string) => {
		log.error("the writer died", { cause });
		tell(`The database's writer died: ${cause}. Nothing that was acknowledged is lost; start Parlour again`);
		await log.close();
		process.exit(1);
	};
	const store = await openSqliteStore(folder.database, onFault, onDeath).catch((cause: unknown) => {
		throw new CommandError(cause instanceof Error ? cause.message : String(cause));
	});
	const bus = createLocalBus((cause) => log.error("a listener failed", { cause: stackOf(cause) }));
	const secrets = createSecrets();
	const blobs = openBlobFolder(folder.files, onFault);
	const { signUp, guests, maxBody: maxBodyChars, announce, unlimited } = settings;
	const core = createCore(
		{
			store,
			blobs,
			bus,
			clock: systemClock,
			secrets,
			log,
			...(settings.linkPreviews ? { pages: createPageFetcher(OPEN_WEB, settings.url) } : {}),
		},
		{
			signUp,
			guests,
			maxBodyChars,
			announce,
			files: {
				maxFileBytes: settings.maxFile * MB,
				maxPersonBytes: settings.maxFilesPerPerson * MB,
				keepFreeBytes: settings.keepFree * MB,
			},
			unlimited,
		},
	);

	await core.guests.start();
	const urls = reachableUrls(settings.host, web.port, tls !== null);
	const baseUrl = settings.url || (urls.at(-1) ?? "");
	const files = createStaticFiles(await readGuiFiles());
	const server = { name: settings.name, version: VERSION };
	const gateways: Gateway[] = [];
	if (settings.classic !== null) {
		const { host, classic: port, classicHistory: historyLines } = settings;
		const listen = () => startClassicGateway(core, log, { host, port, historyLines });
		gateways.push(await listening("--classic", host, port, listen));
	}
	const irc = await startIrc(settings, tls, baseUrl, { core, log, secrets });
	gateways.push(...(irc?.gateways ?? []));
	const secure = baseUrl.startsWith("https:");
	gateways.push(startWebGateway(web, { core, log, secrets, files, blobs, server, secure }, irc ? [irc.socket] : []));

	const stop = whenAskedToStop();
	const terminal = startConsole(core, {
		...hostTerminal(),
		log,
		baseUrl,
		requestStop: () => stop.request("<EXIT>"),
	});
	tell = terminal.print;
	log.info("started", { version: VERSION, urls: urls.join(" "), classic: settings.classic });
	if (tls?.made) log.info("certificate made", { why: tls.made.why, fingerprint: tls.fingerprint });
	core.files.housekeeping.start();
	terminal.print(`Parlour ${VERSION} is ready: ${urls.join("  ")}`);
	if (settings.url) terminal.print(`  People reach it at ${settings.url}`);
	if (tls?.made) terminal.print(`  ${tls.made.why}`);
	if (tls && !tls.trusted) terminal.print(`  The certificate's SHA-256: ${tls.fingerprint}`);
	await greet(core, settings, terminal.print, baseUrl, gateways);

	const why = await stop.asked;
	terminal.print("Stopping…");
	terminal.stop();
	log.info("stopping", { why });
	const late = setTimeout(() => process.exit(0), STOP_WITHIN_MS);
	await stopAll(core, gateways, store);
	log.info("stopped");
	await log.close();
	folder.release();
	clearTimeout(late);
	return 0;
}

/** Null where all of its ports are off. */
async function startIrc(
	settings: Settings,
	served: ServedCertificate | null,
	baseUrl: string,
	ports: IrcPorts,
): Promise<IrcGateway | null> {
	const { host, name, irc: port, ircTls, ircServerName, ircPassword, unlimited } = settings;
	const tls = served && ircTls !== null ? { port: ircTls, ...served } : null;
	if (port === null && !tls) return null;
	return startIrcGateway(
		ports,
		{
			host,
			port,
			tls,
			serverName: ircServerName,
			network: name,
			password: ircPassword || null,
			baseUrl,
			version: VERSION,
			unlimited,
		},
		(at, listen) => listening(at === port ? "--irc" : "--irc-tls", host, at, listen),
	);
}

async function greet(
	core: Core,
	settings: Settings,
	print: (line: string) => void,
	baseUrl: string,
	gateways: Gateway[],
): Promise<void> {
	const classic = gateways.find(({ name }) => name === "classic");
	if (classic) print(`  Classic clients: port ${classic.port}`);
	const irc = gateways.find(({ name }) => name === "irc");
	const ircTls = gateways.find(({ name }) => name === "irc-tls");
	if (irc) print(`  IRC clients: port ${irc.port}`);
	if (ircTls) print(`  IRC clients by TLS: port ${ircTls.port}`);
	if (settings.signUp !== "open" && !(await core.accounts.anyExist())) {
		print(`  For the first account: ${baseUrl}/?invite=${await core.accounts.createInvite()}`);
	}
	print("  Type help for the commands, <EXIT> to stop");
}

/** Tells everybody, and commits what is under way. */
async function stopAll(core: Core, gateways: Gateway[], store: Store): Promise<void> {
	core.stop();
	await Bun.sleep(FAREWELL_MS);
	await Promise.all(gateways.map((gateway) => gateway.stop()));
	await store.close();
}

function stackOf(cause: unknown): string {
	return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
}
