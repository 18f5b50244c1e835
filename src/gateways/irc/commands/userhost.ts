import { RPL } from "../numerics.ts";
import { nickOnline } from "../online.ts";
import type { PersonCommand } from "./command.ts";

/** RFC 2812 4.8 */
export const userhost: PersonCommand = {
	name: "USERHOST",
	minParams: 1,
	run(client, { params }) {
		const found = params.slice(0, 5).flatMap((nick) => nickOnline(client.context.core, nick)?.user.name ?? []);
		client.reply(RPL.USERHOST, found.map((name) => `${name}=+${name}@${client.serverName}`).join(" "));
	},
};
