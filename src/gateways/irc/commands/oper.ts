import type { Account } from "../../../protocol/entities.ts";
import { ParlourError } from "../../../protocol/errors.ts";
import { runsServer } from "../../../protocol/moderation.ts";
import { GATEWAY } from "../context.ts";
import { ERR, RPL } from "../numerics.ts";
import { isOperator, NO_PRIVILEGES } from "../operators.ts";
import type { PersonCommand } from "./command.ts";

/** RFC 2812 3.1.4 */
export const oper: PersonCommand = {
	name: "OPER",
	minParams: 2,
	async run(client, { params: [name = "", password = ""] }) {
		const { core, secrets } = client.context;
		const origin = { gateway: GATEWAY, address: client.address };
		let account: Account;
		try {
			account = await core.accounts.logIn({ name, passwordDigest: secrets.sha256Hex(password) }, origin);
		} catch (cause) {
			if (!(cause instanceof ParlourError)) throw cause;
			return client.reply(ERR.PASSWDMISMATCH, "Password incorrect");
		}
		if (!runsServer(account)) return client.reply(ERR.NOOPERHOST, "This account is no admin's");
		client.operator = true;
		client.setMode("o", true);
		client.reply(RPL.YOUREOPER, "You are now an IRC operator");
		client.answer({ command: "MODE", params: [client.nick, "+o"], source: client.nick });
	},
};

/** RFC 2812 3.7.1: ends every session of a person, as the host's `kick` does. */
export const kill: PersonCommand = {
	name: "KILL",
	minParams: 2,
	async run(client, { params: [nick = "", why = ""] }, person) {
		if (!isOperator(client)) return client.reply(ERR.NOPRIVILEGES, NO_PRIVILEGES);
		const { core, log } = client.context;
		const account = await core.accounts.find(nick).catch(() => null);
		if (!account) return client.reply(ERR.NOSUCHNICK, nick.slice(0, 64), "No such nick");
		if (account.role === "owner" && person.account.role !== "owner") {
			return client.reply(ERR.NOPRIVILEGES, "Permission denied: nobody ends the owner's sessions");
		}
		log.info("killed", { gateway: GATEWAY, user: person.user.name, killed: account.name, why: why.slice(0, 100) });
		await core.accounts.kick(account);
	},
};

/** RFC 2812 4.7: to operators, and to those who have set +w. */
export const wallops: PersonCommand = {
	name: "WALLOPS",
	minParams: 1,
	run(client, { params: [text = ""] }) {
		if (!isOperator(client)) return client.reply(ERR.NOPRIVILEGES, NO_PRIVILEGES);
		for (const other of client.context.audience.all) {
			if (!isOperator(other) && !other.modes.includes("w")) continue;
			const line = { command: "WALLOPS", params: [text], source: client.mask };
			if (other === client) client.answer(line);
			else other.tell(line);
		}
	},
};
