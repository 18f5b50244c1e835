import type { IrcClient } from "../connection/irc-client.ts";
import { asParam } from "../names.ts";
import { ERR, RPL } from "../numerics.ts";

/** Anybody's to set: a bot, no CTCP requests by person, and WALLOPS. */
const FREE = "BTw";
/** All, as the welcome names them. */
export const USER_MODES = [...`${FREE}io`].sort().join("");

/** RFC 2812 3.1.5: of oneself. */
export async function userMode(client: IrcClient, target: string, change: string | undefined): Promise<void> {
	if (target.toLowerCase() !== client.nick.toLowerCase()) {
		const known = await client.context.core.accounts.find(target).catch(() => null);
		if (!known) return client.reply(ERR.NOSUCHNICK, asParam(target), "No such nick");
		return client.reply(ERR.USERSDONTMATCH, "Cannot see or change the modes of other users");
	}
	if (change !== undefined) {
		let on = true;
		let unknown = false;
		const changed: string[] = [];
		for (const char of change) {
			if (char === "+" || char === "-") on = char === "+";
			else if (FREE.includes(char)) {
				if (client.modes.includes(char) === on) continue;
				client.setMode(char, on);
				changed.push(`${on ? "+" : "-"}${char}`);
			} else if (char === "o") {
				// OPER alone makes an operator; one may cease to be one.
				if (on || !client.operator) continue;
				client.operator = false;
				client.setMode("o", false);
				changed.push("-o");
			}
			// Nobody's rooms are shown to those who don't share them: everybody is invisible, and stays so.
			else if (char !== "i") unknown = true;
		}
		if (changed.length > 0) {
			client.answer({ command: "MODE", params: [client.nick, changed.join("")], source: client.nick });
		}
		if (unknown) client.reply(ERR.UMODEUNKNOWNFLAG, "Unknown MODE flag");
		if (changed.length > 0 || unknown) return;
	}
	client.reply(RPL.UMODEIS, `+${client.modes}i`);
}
