import { findOwnRoom } from "../find-room.ts";
import { isChannel } from "../names.ts";
import { ERR, RPL } from "../numerics.ts";
import type { PersonCommand } from "./command.ts";

/** RFC 2812 3.1.5 and 3.2.3: what holds is told; none of it is changed by IRC yet. */
export const mode: PersonCommand = {
	name: "MODE",
	minParams: 1,
	async run(client, { params: [target = "", change] }, person) {
		if (!isChannel(target)) {
			if (target.toLowerCase() !== client.nick.toLowerCase()) {
				return client.reply(ERR.USERSDONTMATCH, "Cannot change mode for other users");
			}
			if (change === undefined) return client.reply(RPL.UMODEIS, "+i");
			// Nobody's rooms are shown to those who don't share them: everybody is invisible, and stays so.
			if (/^\+?i$/.test(change)) return client.reply(RPL.UMODEIS, "+i");
			return client.reply(ERR.UMODEUNKNOWNFLAG, "Unknown MODE flag");
		}
		const room = await findOwnRoom(client, target, person);
		if (!room) return client.reply(ERR.NOTONCHANNEL, target.slice(0, 64), "You're not on that channel");
		if (change === undefined) {
			return client.reply(RPL.CHANNELMODEIS, target, room.visibility === "public" ? "+nt" : "+nst");
		}
		// A client asks for the ban list when it joins: there is none.
		if (/^\+?b$/.test(change)) return client.reply(RPL.BANLIST_END, target, "End of channel ban list");
		client.reply(ERR.CHANOPRIVSNEEDED, target, "Rooms are changed in Parlour's own clients");
	},
};
