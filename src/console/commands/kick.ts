import { oneLine } from "../printable.ts";
import type { Command } from "./command.ts";

export const kick: Command = {
	name: "kick",
	usage: "kick NAME",
	help: "Disconnect somebody and end all their sessions; they can log in again",
	argument: { is: "user" },
	logged: (user) => ({ user }),
	async run({ core, print }, name) {
		const account = await core.accounts.find(name);
		const connected = core.presence.isOnline(account.id);
		await core.accounts.kick(account);
		const who = oneLine(account.name);
		if (connected) print(`${who} was disconnected, and every session of ${who} ended`);
		else print(`Nobody named ${who} is connected; every session of ${who} was ended`);
	},
};
