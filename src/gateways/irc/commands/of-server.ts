import type { IrcClient } from "../connection/irc-client.ts";
import { fitsMask } from "../mask.ts";
import { asParam } from "../names.ts";
import { ERR } from "../numerics.ts";
import { nickOnline } from "../online.ts";
import type { PersonCommand } from "./command.ts";

/** RFC 2812 3.4: what one may ask of the server itself, which there is one of: others are answered by ERR_NOSUCHSERVER. */
export function ofServer(name: string, show: (client: IrcClient) => void): PersonCommand {
	return {
		name,
		minParams: 0,
		async run(client, { params: [server] }) {
			const here = server === undefined || fitsMask(server, client.serverName);
			if (here || (await nickOnline(client.context.core, server))) return show(client);
			client.reply(ERR.NOSUCHSERVER, asParam(server), "No such server");
		},
	};
}
