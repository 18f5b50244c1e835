import type { IrcClient } from "../irc-client.ts";
import { RPL } from "../numerics.ts";

/** LUSERS. */
export function showUsers(client: IrcClient): void {
	const { presence } = client.context.core;
	const count = String(presence.count);
	client.reply(RPL.LUSERCLIENT, `There are ${count} users and 0 invisible on 1 servers`);
	client.reply(RPL.LUSERME, `I have ${count} clients and 0 servers`);
	client.reply(RPL.LOCALUSERS, count, count, `Current local users ${count}, max ${count}`);
	client.reply(RPL.GLOBALUSERS, count, count, `Current global users ${count}, max ${count}`);
}
