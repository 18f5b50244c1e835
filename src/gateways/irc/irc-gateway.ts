import type { Clock } from "../../core/clock.ts";
import type { Core } from "../../core/core.ts";
import type { Log } from "../../core/log.ts";
import { RateLimit } from "../../core/rate-limit.ts";
import type { Secrets } from "../../core/secrets.ts";
import { systemClock } from "../../runtime/system-clock.ts";
import { listenTcp, type TcpConnection } from "../../runtime/tcp-server.ts";
import type { SocketAt } from "../../runtime/web-server.ts";
import type { Gateway } from "../gateway.ts";
import { Strangers } from "../strangers.ts";
import { IrcClient } from "./connection/irc-client.ts";
import { Outbox } from "./connection/outbox.ts";
import { type Context, GATEWAY, type IrcSettings } from "./context.ts";
import { Metadata } from "./metadata/metadata.ts";
import { Audience } from "./news/audience.ts";
import { Monitors } from "./news/monitors.ts";
import { ReadTimes } from "./read-times.ts";
import { TcpTransport } from "./transport/tcp-transport.ts";
import { ircSocket } from "./transport/web-socket.ts";

const STOP_GRACE_MS = 1_000;
/** A client with many windows asks for a lot at once when it comes. */
const ASKING = { burst: 200, perSecond: 20 };

export interface IrcPorts {
	core: Core;
	log: Log;
	secrets: Secrets;
	clock?: Clock;
}

export interface IrcGateway {
	/** What listens: for TCP, and for TLS. */
	readonly gateways: readonly Gateway[];
	/** For the web server's port. */
	readonly socket: SocketAt;
}

type Listening = (port: number, listen: () => Gateway) => Promise<Gateway>;

/** IRC over TCP, TLS and WebSocket. `listening` is told of each port that is opened, and may turn its failure into words. */
export async function startIrcGateway(
	ports: IrcPorts,
	settings: IrcSettings,
	listening: Listening,
): Promise<IrcGateway> {
	const { core, log, secrets, clock = systemClock } = ports;
	const monitors = new Monitors();
	const metadata = new Metadata(core.presence, settings, () => audience.all);
	const audience: Audience = new Audience(core, settings, monitors, metadata);
	const context: Context = {
		core,
		log,
		clock,
		secrets,
		settings,
		audience,
		monitors,
		metadata,
		readTimes: new ReadTimes(),
		outbox: new Outbox(),
		strangers: new Strangers(),
		asking: settings.unlimited ? null : new RateLimit(ASKING, clock),
		stsPort: null,
		startedAt: clock.now(),
	};
	const gateways: Gateway[] = [];
	try {
		const { port, tls } = settings;
		if (tls) {
			gateways.push(await listening(tls.port, () => listen(context, tls.port, tls)));
			if (tls.trusted) context.stsPort = gateways[0]?.port ?? null;
		}
		if (port !== null) gateways.unshift(await listening(port, () => listen(context, port, null)));
	} catch (cause) {
		audience.stop();
		for (const gateway of gateways) await gateway.stop();
		throw cause;
	}
	return { gateways, socket: ircSocket(context, (address) => isRefused(context, address)) };
}

/** Nobody may hold many connections without saying who they are. */
function isRefused({ strangers, log }: Context, address: string): boolean {
	if (strangers.admit(address)) return false;
	log.info("connection refused: too many without a log-in", { gateway: GATEWAY, address });
	return true;
}

function listen(context: Context, port: number, tls: IrcSettings["tls"]): Gateway {
	const { log, audience, settings } = context;
	const failed = (cause: unknown) => log.error("connection failed", { gateway: GATEWAY, cause: String(cause) });
	const accept = (connection: TcpConnection) => {
		if (isRefused(context, connection.address)) return null;
		return new IrcClient(context, new TcpTransport(connection, tls !== null)).link;
	};
	const at = { host: settings.host, port, tls: tls?.certificate };
	const server = listenTcp(at, accept, failed);
	return {
		name: tls ? `${GATEWAY}-tls` : GATEWAY,
		port: server.port,
		async stop() {
			audience.stop();
			await server.stop(STOP_GRACE_MS);
		},
	};
}
