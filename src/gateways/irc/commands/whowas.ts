import { ERR, RPL } from "../numerics.ts";
import type { PersonCommand } from "./command.ts";

/** RFC 2812 3.6.3. Accounts last, and so do their names: who has one, was here. */
export const whowas: PersonCommand = {
	name: "WHOWAS",
	minParams: 0,
	costly: true,
	async run(client, { params: [nick = ""] }) {
		if (nick === "") return client.reply(ERR.NONICKNAMEGIVEN, "No nickname given");
		const account = await client.context.core.accounts.find(nick).catch(() => null);
		if (account) {
			const { serverName } = client;
			client.reply(RPL.WHOWASUSER, account.name, account.name, serverName, "*", account.name);
			client.reply(RPL.WHOISSERVER, account.name, serverName, client.context.settings.network);
		} else client.reply(ERR.WASNOSUCHNICK, nick.slice(0, 64), "There was no such nickname");
		client.reply(RPL.ENDOFWHOWAS, nick.slice(0, 64), "End of WHOWAS");
	},
};
