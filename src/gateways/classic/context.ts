import type { Clock } from "../../core/clock.ts";
import type { Core } from "../../core/core.ts";
import type { Log } from "../../core/log.ts";
import type { Strangers } from "../strangers.ts";
import type { Broadcast } from "./broadcast.ts";

/** What all connections of the gateway share. */
export interface Context {
	core: Core;
	log: Log;
	clock: Clock;
	lobby: number;
	historyLines: number;
	broadcast: Broadcast;
	strangers: Strangers;
	/** The accounts that are logged in through this gateway: one connection each. */
	loggedIn: Set<number>;
}

export const GATEWAY = "classic";
