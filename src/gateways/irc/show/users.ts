import type { IrcClient } from "../connection/irc-client.ts";
import { RPL } from "../numerics.ts";
import { isOperator } from "../operators.ts";

/** LUSERS: of people, by whatever gateway they are here; operators and rooms are those of IRC. */
export function showUsers(client: IrcClient): void {
	const { core, audience, strangers } = client.context;
	const count = String(core.presence.count);
	const most = String(audience.mostPeople);
	const operators = new Set([...audience.all].filter(isOperator).map(({ person }) => person?.user.id));
	// Everybody is invisible (+i), as the answer to MODE and to WHO has it.
	client.reply(RPL.LUSERCLIENT, `There are 0 users and ${count} invisible on 1 servers`);
	client.reply(RPL.LUSEROP, String(operators.size), "operator(s) online");
	client.reply(RPL.LUSERUNKNOWN, String(strangers.count), "unknown connection(s)");
	client.reply(RPL.LUSERCHANNELS, String(audience.countRooms), "channels formed");
	client.reply(RPL.LUSERME, `I have ${count} clients and 0 servers`);
	client.reply(RPL.LOCALUSERS, count, most, `Current local users ${count}, max ${most}`);
	client.reply(RPL.GLOBALUSERS, count, most, `Current global users ${count}, max ${most}`);
}
