import type { Clock } from "../../core/clock.ts";
import type { Core } from "../../core/core.ts";
import type { Log } from "../../core/log.ts";
import type { Secrets } from "../../core/secrets.ts";
import { systemClock } from "../../runtime/system-clock.ts";
import { listenTcp } from "../../runtime/tcp-server.ts";
import type { Gateway } from "../gateway.ts";
import { Audience } from "./audience.ts";
import { type Context, GATEWAY, type IrcSettings } from "./context.ts";
import { IrcClient } from "./irc-client.ts";

const STOP_GRACE_MS = 1_000;

export interface IrcPorts {
	core: Core;
	log: Log;
	secrets: Secrets;
	clock?: Clock;
}

/** IRC over TCP. Throws where it cannot listen; `code` tells a port in use. */
export function startIrcGateway(ports: IrcPorts, settings: IrcSettings): Gateway {
	const { core, log, secrets, clock = systemClock } = ports;
	const audience = new Audience(core, settings);
	const context: Context = { core, log, clock, secrets, settings, audience, startedAt: clock.now() };
	const failed = (cause: unknown) => log.error("connection failed", { gateway: GATEWAY, cause: String(cause) });
	try {
		const server = listenTcp(settings, (connection) => new IrcClient(context, connection), failed);
		return {
			name: GATEWAY,
			port: server.port,
			async stop() {
				audience.stop();
				await server.stop(STOP_GRACE_MS);
			},
		};
	} catch (cause) {
		audience.stop();
		throw cause;
	}
}
