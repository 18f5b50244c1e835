import type { Clock } from "../../core/clock.ts";
import type { Core } from "../../core/core.ts";
import type { Log } from "../../core/log.ts";
import { systemClock } from "../../runtime/system-clock.ts";
import { listenTcp, type TcpConnection } from "../../runtime/tcp-server.ts";
import type { Gateway } from "../gateway.ts";
import { Strangers } from "../strangers.ts";
import { Broadcast } from "./broadcast.ts";
import { type Context, GATEWAY } from "./context.ts";
import { Session } from "./session.ts";

const STOP_GRACE_MS = 1_000;

export interface ClassicSettings {
	host: string;
	/** 0 for a free one. */
	port: number;
	/** How much of the lobby somebody is shown who logs in. */
	historyLines?: number;
	clock?: Clock;
}

/** The protocol of the old Python client, in the lobby. Throws where it cannot listen; `code` tells a port in use. */
export async function startClassicGateway(core: Core, log: Log, settings: ClassicSettings): Promise<Gateway> {
	const lobby = (await core.rooms.lobby()).id;
	const strangers = new Strangers();
	const broadcast = new Broadcast(core.events, lobby);
	const context: Context = {
		core,
		log,
		clock: settings.clock ?? systemClock,
		lobby,
		historyLines: settings.historyLines ?? 500,
		broadcast,
		strangers,
		loggedIn: new Set(),
	};

	function accept(connection: TcpConnection): Session | null {
		if (strangers.admit(connection.address)) return new Session(context, connection);
		log.info("connection refused", { gateway: GATEWAY, address: connection.address, why: "too many" });
		return null;
	}
	function listen() {
		try {
			return listenTcp(settings, accept, (cause) =>
				log.error("connection failed", { gateway: GATEWAY, cause: String(cause) }),
			);
		} catch (cause) {
			broadcast.stop();
			throw cause;
		}
	}
	const server = listen();

	return {
		name: GATEWAY,
		port: server.port,
		async stop() {
			broadcast.stop();
			// Core has told those whom it knows; who is still being shown the history is not among them.
			for (const chat of broadcast.chats) chat.end("stopping");
			await server.stop(STOP_GRACE_MS);
		},
	};
}
