import { oneLine } from "../printable.ts";
import type { Command } from "./command.ts";

export const resetPassword: Command = {
	name: "reset-password",
	usage: "reset-password NAME",
	help: "Give somebody a new password, shown only here, and end all their sessions",
	argument: { is: "user" },
	logged: (user) => ({ user }),
	async run({ core, print }, name) {
		const account = await core.accounts.find(name);
		const password = await core.accounts.resetPassword(account);
		const who = oneLine(account.name);
		print(`New password of ${who}: ${password}`);
		print(`Every session of ${who} was ended`);
	},
};
