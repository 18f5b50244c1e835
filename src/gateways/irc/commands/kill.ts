import type { Person } from "../../../core/presence.ts";
import type { Account } from "../../../protocol/entities.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import { GATEWAY } from "../context.ts";
import { asParam, isSameName } from "../names.ts";
import { ERR } from "../numerics.ts";
import { isOperator, NO_PRIVILEGES } from "../operators.ts";
import type { PersonCommand } from "./command.ts";

/** RFC 2812 3.7.1: ends every session of a person, as the host's `kick` does. */
export const kill: PersonCommand = {
	name: "KILL",
	minParams: 2,
	async run(client, { params: [nick = "", why = ""] }, person) {
		if (!isOperator(client)) return client.reply(ERR.NOPRIVILEGES, NO_PRIVILEGES);
		const { core, log } = client.context;
		const account = await core.accounts.find(nick).catch(() => null);
		if (!account && isSameName(nick, client.serverName)) {
			return client.reply(ERR.CANTKILLSERVER, "You can't kill a server");
		}
		if (!account) return client.reply(ERR.NOSUCHNICK, asParam(nick), "No such nick");
		if (account.role === "owner" && person.account.role !== "owner") {
			return client.reply(ERR.NOPRIVILEGES, "Permission denied: nobody ends the owner's sessions");
		}
		log.info("killed", { gateway: GATEWAY, user: person.user.name, killed: account.name, why: why.slice(0, 100) });
		tellKilled(client, person, account, why);
		await core.accounts.kick(account);
	},
};

/** By whom, and why: core tells nobody who ends the sessions. */
function tellKilled(client: IrcClient, { user }: Person, account: Account, why: string): void {
	for (const victim of [...client.context.audience.clientsOf(account.id)]) {
		victim.tell({ command: "KILL", params: [account.name, why], source: client.mask });
		victim.close(`Killed (${user.name} (${why}))`, true);
	}
}
