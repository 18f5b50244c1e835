import { RPL } from "../numerics.ts";
import { ofServer } from "./of-server.ts";

/** RFC 2812 3.4.6 */
export const time = ofServer("TIME", (client) => {
	client.reply(RPL.TIME, client.serverName, new Date(client.context.clock.now()).toUTCString());
});
