import type { Clock } from "../../core/clock.ts";
import type { Core } from "../../core/core.ts";
import type { Log } from "../../core/log.ts";
import type { Secrets } from "../../core/secrets.ts";
import type { Audience } from "./audience.ts";

export const GATEWAY = "irc";

export interface IrcSettings {
	host: string;
	/** 0 for a free one. */
	port: number;
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
	startedAt: number;
}
