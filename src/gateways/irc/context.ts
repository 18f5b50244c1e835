import type { Clock } from "../../core/clock.ts";
import type { Core } from "../../core/core.ts";
import type { Log } from "../../core/log.ts";
import type { RateLimit } from "../../core/rate-limit.ts";
import type { Secrets } from "../../core/secrets.ts";
import type { Certificate } from "../../runtime/tcp-server.ts";
import type { Strangers } from "../strangers.ts";
import type { Outbox } from "./connection/outbox.ts";
import type { Metadata } from "./metadata/metadata.ts";
import type { Audience } from "./news/audience.ts";
import type { Monitors } from "./news/monitors.ts";
import type { ReadTimes } from "./read-times.ts";

export const GATEWAY = "irc";

export interface IrcSettings {
	host: string;
	/** 0 for a free one, null for none. */
	port: number | null;
	/** The same over TLS, where there is a certificate. `trusted`: browsers would take it, so that clients may be told to come by TLS alone. */
	tls: { port: number; certificate: Certificate; trusted: boolean } | null;
	/** What the server calls itself on the wire: a host name, without blanks. */
	serverName: string;
	/** What people see as this place's name. */
	network: string;
	/** The word that PASS must give, where there is one. */
	password: string | null;
	/** Where links to files lead. */
	baseUrl: string;
	version: string;
	/** No limit on how fast a client may send. */
	unlimited: boolean;
}

/** What every connection of the gateway shares. */
export interface Context {
	core: Core;
	log: Log;
	clock: Clock;
	secrets: Secrets;
	settings: IrcSettings;
	audience: Audience;
	monitors: Monitors;
	metadata: Metadata;
	readTimes: ReadTimes;
	outbox: Outbox;
	strangers: Strangers;
	/** How often a person may ask for what core does not count; null for no limit. */
	asking: RateLimit | null;
	/** The port of TLS that clients without it are told of. */
	stsPort: number | null;
	startedAt: number;
}
