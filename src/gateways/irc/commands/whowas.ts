import { asParam } from "../names.ts";
import { ERR, RPL } from "../numerics.ts";
import type { PersonCommand } from "./command.ts";

/** RFC 2812 3.6.3. Accounts last, and so do their names: who has one, was here. Of guests those who are gone are told, the last one first. */
export const whowas: PersonCommand = {
	name: "WHOWAS",
	minParams: 0,
	costly: true,
	async run(client, { params: [nick = "", count = ""] }) {
		if (nick === "") return client.reply(ERR.NONICKNAMEGIVEN, "No nickname given");
		const { core, audience, settings } = client.context;
		const account = await core.accounts.find(nick).catch(() => null);
		const { name = "", role = "guest" } = account ?? {};
		const former = role === "guest" ? audience.guests.former.find(nick) : [{ name, username: name, realname: name }];
		const most = Number(count) > 0 ? Number(count) : former.length;
		for (const one of former.slice(0, most)) {
			client.reply(RPL.WHOWASUSER, one.name, one.username, client.serverName, "*", one.realname);
			client.reply(RPL.WHOISSERVER, one.name, client.serverName, settings.network);
		}
		if (former.length === 0) client.reply(ERR.WASNOSUCHNICK, asParam(nick), "There was no such nickname");
		client.reply(RPL.ENDOFWHOWAS, asParam(nick), "End of WHOWAS");
	},
};
