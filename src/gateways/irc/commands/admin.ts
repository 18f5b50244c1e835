import { RPL } from "../numerics.ts";
import { ofServer } from "./of-server.ts";

/** RFC 2812 3.4.9. Who runs a place is not told to programs: it is where people talk. */
export const admin = ofServer("ADMIN", (client) => {
	const { network, baseUrl } = client.context.settings;
	client.reply(RPL.ADMINME, client.serverName, "Administrative info");
	client.reply(RPL.ADMINLOC1, network);
	client.reply(RPL.ADMINLOC2, `In a browser: ${baseUrl}`);
	client.reply(RPL.ADMINEMAIL, "Ask in the lobby: its owner and admins are operators in WHOIS");
});
