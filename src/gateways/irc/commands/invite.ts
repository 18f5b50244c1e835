import type { ErrorCode } from "../../../protocol/errors.ts";
import { ParlourError } from "../../../protocol/errors.ts";
import { requireOwnRoom } from "../find-room.ts";
import { asParam } from "../names.ts";
import { ERR, RPL } from "../numerics.ts";
import type { Outgoing } from "../outgoing.ts";
import type { PersonCommand } from "./command.ts";

const REFUSALS: Partial<Record<ErrorCode, string>> = {
	banned: ERR.BANNEDFROMCHAN,
	room_full: ERR.CHANNELISFULL,
	forbidden: ERR.CHANOPRIVSNEEDED,
	room_archived: ERR.CHANOPRIVSNEEDED,
};

/** RFC 2812 3.2.7. Whom a member invites is in, so that nobody has invitations that wait. */
export const invite: PersonCommand = {
	name: "INVITE",
	minParams: 0,
	async run(client, { params: [nick = "", channel = ""] }, person) {
		const { core } = client.context;
		if (nick === "") return client.reply(RPL.ENDOFINVITELIST, "End of /INVITE list");
		if (channel === "") return client.reply(ERR.NEEDMOREPARAMS, "INVITE", "Not enough parameters");
		const room = await requireOwnRoom(client, channel, person);
		if (!room) return;
		const account = await core.accounts.find(nick).catch(() => null);
		if (!account) return client.reply(ERR.NOSUCHNICK, asParam(nick), "No such nick");
		const members = await client.patiently(() => core.people.members(person, room.id));
		if (members.some(({ id }) => id === account.id)) {
			return client.reply(ERR.USERONCHANNEL, account.name, channel, "is already on channel");
		}
		// Modern IRC: it answers first, and then comes their JOIN.
		const inviting: Outgoing[] = [{ command: RPL.INVITING, params: [client.nick, account.name, channel] }];
		const afterIt = (joined: readonly Outgoing[]) => [...inviting.splice(0), ...joined];
		try {
			await client.collecting(() => client.patiently(() => core.rooms.invite(person, room.id, account.name)), afterIt);
			for (const line of inviting.splice(0)) client.answer(line);
		} catch (cause) {
			const numeric = cause instanceof ParlourError ? REFUSALS[cause.code] : undefined;
			if (!(cause instanceof ParlourError) || numeric === undefined) throw cause;
			client.reply(numeric, channel, cause.message);
		}
	},
};
