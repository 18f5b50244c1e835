import type { IrcClient } from "../connection/irc-client.ts";
import { ERR } from "../numerics.ts";

/** Of one command that talks; TARGMAX announces it. */
export const MOST_TARGETS = 4;

/** Each of those that a command talks to once. Null where they are too many, which is told unless it is to be `quiet`. */
export function targetsOf(client: IrcClient, list: string, quiet: boolean): string[] | null {
	const targets = [...new Set(list.split(",").filter((target) => target !== ""))];
	if (targets.length <= MOST_TARGETS) return targets;
	if (!quiet) client.reply(ERR.TOOMANYTARGETS, list.slice(0, 64), `${MOST_TARGETS} targets are the most`);
	return null;
}
