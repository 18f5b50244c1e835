import type { Account } from "../../../protocol/entities.ts";
import type { IrcClient } from "../irc-client.ts";
import { maskOf, queryWith } from "../names.ts";
import { RPL } from "../numerics.ts";
import { showMotd } from "../show/motd.ts";
import { showJoined } from "../show/room.ts";
import { showUsers } from "../show/users.ts";
import { supported } from "./supported.ts";

const TOKENS_PER_LINE = 12;

/** The welcome of RFC 2812 section 5.1, and the rooms that the person is in. */
export async function welcome(client: IrcClient, account: Account): Promise<void> {
	const { core, audience, settings, startedAt } = client.context;
	const asked = client.registration.nick;
	const person = await client.enter(account);
	if (!person) return;
	// Before what happens in them can come; what came while they were read is in what is shown.
	const rooms = await core.rooms.mine(person);
	if (client.over) return;
	audience.add(client, rooms);
	if (asked !== null && asked !== account.name) {
		client.tell({ command: "NICK", params: [account.name], source: `${asked}!${asked}@${settings.serverName}` });
	}
	client.reply(RPL.WELCOME, `Welcome to ${settings.network}, ${maskOf(person.user, settings.serverName)}`);
	client.reply(RPL.YOURHOST, `Your host is ${settings.serverName}, running Parlour ${settings.version}`);
	client.reply(RPL.CREATED, `This server was started ${new Date(startedAt).toISOString()}`);
	client.reply(RPL.MYINFO, settings.serverName, `parlour-${settings.version}`, "iow", "nst");
	const tokens = supported(settings);
	for (let from = 0; from < tokens.length; from += TOKENS_PER_LINE) {
		client.reply(RPL.ISUPPORT, ...tokens.slice(from, from + TOKENS_PER_LINE), "are supported by this server");
	}
	showUsers(client);
	showMotd(client);
	for (const room of rooms) {
		if (room.archived || queryWith(room, account.id)) continue;
		await showJoined(client, room);
	}
}
