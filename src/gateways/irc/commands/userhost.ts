import { RPL } from "../numerics.ts";
import { namesOnline } from "../online.ts";
import type { PersonCommand } from "./command.ts";

/** RFC 2812 4.8 */
export const userhost: PersonCommand = {
	name: "USERHOST",
	minParams: 1,
	costly: true,
	async run(client, { params }) {
		const found = await namesOnline(client.context.core, params.slice(0, 5));
		client.reply(RPL.USERHOST, found.map((name) => `${name}=+${name}@${client.serverName}`).join(" "));
	},
};
