import { RPL } from "../numerics.ts";
import { ofServer } from "./of-server.ts";

/** RFC 2812 3.4.10 */
export const info = ofServer("INFO", (client) => {
	const { settings, startedAt } = client.context;
	client.reply(
		RPL.INFO,
		`${settings.network}, run by Parlour ${settings.version}: group chat that people host themselves`,
	);
	client.reply(RPL.INFO, `In a browser: ${settings.baseUrl}`);
	client.reply(RPL.INFO, `Started ${new Date(startedAt).toISOString()}`);
	client.reply(RPL.ENDOFINFO, "End of INFO list");
});
