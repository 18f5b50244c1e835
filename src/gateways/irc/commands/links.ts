import { RPL } from "../numerics.ts";
import type { PersonCommand } from "./command.ts";

/** RFC 2812 3.4.5. One server is all that there is. */
export const links: PersonCommand = {
	name: "LINKS",
	minParams: 0,
	run(client) {
		const { serverName, context } = client;
		client.reply(RPL.LINKS, serverName, serverName, `0 ${context.settings.network}`);
		client.reply(RPL.ENDOFLINKS, "*", "End of LINKS list");
	},
};
