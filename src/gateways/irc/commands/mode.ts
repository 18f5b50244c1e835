import type { Room } from "../../../protocol/entities.ts";
import { findOwnRoom } from "../find-room.ts";
import type { IrcClient } from "../irc-client.ts";
import { isChannel } from "../names.ts";
import { ERR, RPL } from "../numerics.ts";
import type { PersonCommand } from "./command.ts";

/** RFC 2812 3.1.5 and 3.2.3: of a room what holds is told, and none of it is changed by IRC. */
export const mode: PersonCommand = {
	name: "MODE",
	minParams: 1,
	async run(client, { params: [target = "", change] }, person) {
		if (!isChannel(target)) return userMode(client, target, change);
		const room = await findOwnRoom(client, target, person);
		if (!room) {
			const numeric = change === undefined ? ERR.NOTONCHANNEL : ERR.NOSUCHCHANNEL;
			return client.reply(numeric, target.slice(0, 64), "You're not on that channel");
		}
		if (change === undefined) return client.reply(RPL.CHANNELMODEIS, target, `+${modesOf(room)}`);
		// A client asks for these lists when it joins: there are none.
		if (/^\+?b$/.test(change)) return client.reply(RPL.BANLIST_END, target, "End of channel ban list");
		if (/^\+?e$/.test(change)) return client.reply(RPL.EXCEPTLIST_END, target, "End of channel exception list");
		if (/^\+?I$/.test(change)) return client.reply(RPL.INVEXLIST_END, target, "End of channel invite exception list");
		const unknown = [...change].find((char) => !"+-beIimnstoqklv".includes(char));
		if (unknown) return client.reply(ERR.UNKNOWNMODE, unknown, "is unknown mode char to me");
		client.reply(ERR.CHANOPRIVSNEEDED, target, "Rooms are changed in Parlour's own clients");
	},
};

/** Nobody from outside writes into a room, and a member may set its topic, archived ones apart. */
function modesOf(room: Room): string {
	return `${room.visibility === "public" ? "" : "i"}${room.archived ? "m" : ""}n${room.visibility === "public" ? "" : "s"}`;
}

function userMode(client: IrcClient, target: string, change: string | undefined): void {
	if (target.toLowerCase() !== client.nick.toLowerCase()) {
		return client.reply(ERR.USERSDONTMATCH, "Cannot see or change the modes of other users");
	}
	if (change !== undefined) {
		let on = true;
		let unknown = false;
		const changed: string[] = [];
		for (const char of change) {
			if (char === "+" || char === "-") on = char === "+";
			else if (char === "B" || char === "w") {
				if (client.modes.includes(char) === on) continue;
				client.setMode(char, on);
				changed.push(`${on ? "+" : "-"}${char}`);
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
