import { asParam, channelOf } from "../names.ts";
import { isBot } from "../news/bots.ts";
import { ERR, RPL } from "../numerics.ts";
import { isOperatorHere } from "../operators.ts";
import { prefixOf } from "../prefixes.ts";
import { awayText } from "../show/away.ts";
import { identityOf } from "../show/identity.ts";
import { showWords } from "../show/words.ts";
import type { PersonCommand } from "./command.ts";

/** RFC 2812 3.6.2 */
export const whois: PersonCommand = {
	name: "WHOIS",
	minParams: 0,
	costly: true,
	async run(client, { params }, person) {
		const { core, audience, settings } = client.context;
		const nick = params.at(-1) ?? "";
		if (nick === "") return client.reply(ERR.NONICKNAMEGIVEN, "No nickname given");
		const account = await core.accounts.find(nick).catch(() => null);
		if (!account) {
			client.reply(ERR.NOSUCHNICK, asParam(nick), "No such nick");
			return client.reply(RPL.ENDOFWHOIS, asParam(nick), "End of /WHOIS list");
		}
		const [profile] = await core.people.byIds(person, [account.id]);
		const { name } = account;
		const { username, realname } = identityOf(client.context.audience, profile ?? account);
		client.reply(RPL.WHOISUSER, name, username, client.serverName, "*", realname);
		// Of rooms only those that both are in: who asks can see that anyway.
		const theirs = core.presence.get(account.id)?.rooms ?? new Set<number>();
		const shared = [...theirs].filter((room) => person.rooms.has(room)).flatMap((room) => audience.room(room) ?? []);
		const channels = shared.filter(({ visibility }) => visibility !== "direct");
		if (channels.length > 0) {
			const shown = channels.map((room) => prefixOf(client, room, account.id) + channelOf(room));
			showWords(client, RPL.WHOISCHANNELS, [name], shown);
		}
		// By what every client shows: 320 is for what no other numeric tells.
		const asGuest = account.role === "guest" ? ", as a guest without an account" : "";
		client.reply(RPL.WHOISSERVER, name, client.serverName, settings.network + asGuest);
		if (account.role === "owner" || account.role === "admin")
			client.reply(RPL.WHOISOPERATOR, name, `is the server's ${account.role}`);
		else if (isOperatorHere(client.context, account.id)) client.reply(RPL.WHOISOPERATOR, name, "is an operator");
		if (account.role !== "guest") client.reply(RPL.WHOISACCOUNT, name, name, "is logged in as");
		const clients = [...audience.clientsOf(account.id)];
		if (clients.length > 0 && clients.every(({ secure }) => secure)) {
			client.reply(RPL.WHOISSECURE, name, "is using a secure connection");
		}
		if (isBot(clients)) client.reply(RPL.WHOISBOT, name, "is a bot");
		const away = (profile && awayText(profile)) || (core.presence.isOnline(account.id) ? null : "Not connected");
		if (away) client.reply(RPL.AWAY, name, away);
		client.reply(RPL.ENDOFWHOIS, asParam(nick), "End of /WHOIS list");
	},
};
