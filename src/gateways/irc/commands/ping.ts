import { ERR } from "../numerics.ts";
import type { EarlyCommand } from "./command.ts";

/** RFC 2812 3.7.2 */
export const ping: EarlyCommand = {
	name: "PING",
	minParams: 0,
	early: true,
	run(client, { params: [token = ""] }) {
		if (token === "") return client.reply(ERR.NOORIGIN, "No origin specified");
		client.answer({ command: "PONG", params: [client.serverName, token] });
	},
};
