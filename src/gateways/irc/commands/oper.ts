import type { Account } from "../../../protocol/entities.ts";
import { ParlourError } from "../../../protocol/errors.ts";
import { runsServer } from "../../../protocol/moderation.ts";
import { GATEWAY } from "../context.ts";
import { ERR, RPL } from "../numerics.ts";
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
