import { RPL } from "../numerics.ts";
import { showSupported } from "../show/supported.ts";
import { ofServer } from "./of-server.ts";

/** RFC 2812 3.4.3 */
export const version = ofServer("VERSION", (client) => {
	client.reply(RPL.VERSION, `Parlour-${client.context.settings.version}`, client.serverName, "");
	showSupported(client);
});
