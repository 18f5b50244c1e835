import { ERR, RPL } from "../numerics.ts";
import { HELP } from "../show/help.ts";
import type { PersonCommand } from "./command.ts";

function helpCommand(name: "HELP" | "HELPOP"): PersonCommand {
	return {
		name,
		minParams: 0,
		run(client, { params: [asked = ""] }) {
			const subject = asked === "" ? "*" : asked.toUpperCase().slice(0, 32);
			const lines = asked === "" ? HELP.get("") : HELP.get(subject);
			if (!lines) return client.reply(ERR.HELPNOTFOUND, subject, "There is no help on that");
			for (const [index, line] of lines.entries()) {
				client.reply(index === 0 ? RPL.HELPSTART : RPL.HELPTXT, subject, line);
			}
			client.reply(RPL.ENDOFHELP, subject, "End of HELP");
		},
	};
}

export const help = helpCommand("HELP");
export const helpop = helpCommand("HELPOP");
