import type { Person } from "../../../core/presence.ts";
import type { Room } from "../../../protocol/entities.ts";
import { ParlourError } from "../../../protocol/errors.ts";
import { moderates } from "../../../protocol/moderation.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import { requireOwnRoom } from "../find-room.ts";
import { asParam, channelOf } from "../names.ts";
import { ERR } from "../numerics.ts";
import type { PersonCommand } from "./command.ts";

const MOST_AT_ONCE = 50;
/** Announced as KICKLEN; more is left out. */
const MOST_CHARS = 250;

/** RFC 2812 3.2.8: one room and several people, or as many rooms as people. It ends the membership. */
export const kick: PersonCommand = {
	name: "KICK",
	minParams: 2,
	async run(client, { params: [channels = "", nicks = "", comment] }, person) {
		const rooms = channels.split(",");
		const reason = comment && [...comment].slice(0, MOST_CHARS).join("");
		const people = nicks.split(",").slice(0, MOST_AT_ONCE);
		if (rooms.length > 1 && rooms.length !== people.length) {
			return client.reply(ERR.NEEDMOREPARAMS, "KICK", "One room, or as many rooms as people");
		}
		for (const [index, nick] of people.entries()) {
			const channel = rooms.length === 1 ? channels : (rooms[index] ?? "");
			const room = await requireOwnRoom(client, channel, person);
			if (client.over || (!room && rooms.length === 1)) return;
			if (room && nick !== "" && !(await removed(client, person, room, nick, reason)) && rooms.length === 1) return;
		}
	},
};

/** False where nobody can be removed by them. */
async function removed(
	client: IrcClient,
	person: Person,
	room: Room,
	nick: string,
	reason: string | undefined,
): Promise<boolean> {
	const { core } = client.context;
	const channel = channelOf(room);
	if (!moderates(person.account, room)) {
		client.reply(ERR.CHANOPRIVSNEEDED, channel, "You're not a moderator of this room");
		return false;
	}
	const account = await core.accounts.find(nick).catch(() => null);
	try {
		if (account) await client.patiently(() => core.rules.remove(person, room.id, account.name, reason));
		else client.reply(ERR.NOSUCHNICK, asParam(nick), "No such nick");
	} catch (cause) {
		if (!(cause instanceof ParlourError)) throw cause;
		if (cause.code === "not_found") {
			client.reply(ERR.USERNOTINCHANNEL, account?.name ?? asParam(nick), channel, "They aren't on that channel");
		} else client.reply(ERR.CHANOPRIVSNEEDED, channel, cause.message);
	}
	return true;
}
