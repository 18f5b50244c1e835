import { ERR } from "../numerics.ts";
import { isOperator, NO_PRIVILEGES } from "../operators.ts";
import type { PersonCommand } from "./command.ts";

/** RFC 2812 3.4.7, 3.1.8 and 4.2 to 4.4: what only the host does, at their own terminal. */
function hostsAlone(name: string, minParams: number): PersonCommand {
	return {
		name,
		minParams,
		run(client) {
			if (!isOperator(client)) return client.reply(ERR.NOPRIVILEGES, NO_PRIVILEGES);
			client.reply(ERR.NOPRIVS, name.toLowerCase(), "Permission denied: the host does this, and nobody by IRC");
		},
	};
}

export const connect = hostsAlone("CONNECT", 1);
export const die = hostsAlone("DIE", 0);
export const rehash = hostsAlone("REHASH", 0);
export const restart = hostsAlone("RESTART", 0);
export const squit = hostsAlone("SQUIT", 2);
