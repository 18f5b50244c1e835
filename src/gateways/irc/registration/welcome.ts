import type { Person } from "../../../core/presence.ts";
import type { Account, RoomSummary } from "../../../protocol/entities.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import { enter } from "../connection/presence.ts";
import { settleMetadata } from "../metadata/before-welcome.ts";
import { ALL_LETTERS, LETTERS_WITH_PARAMETER } from "../modes/channel-modes.ts";
import { USER_MODES } from "../modes/user-modes.ts";
import { maskOf } from "../names.ts";
import { RPL } from "../numerics.ts";
import { showMetadata } from "../show/metadata.ts";
import { showMissed } from "../show/missed.ts";
import { showMotd } from "../show/motd.ts";
import { showInsides, showJoins } from "../show/room.ts";
import { showSupported } from "../show/supported.ts";
import { showUsers } from "../show/users.ts";

/** The welcome of RFC 2812 section 5.1, and the rooms that the person is in. */
export async function welcome(client: IrcClient, account: Account): Promise<void> {
	const { audience, settings, startedAt } = client.context;
	const asked = client.registration.nick;
	const person = await enter(client, account);
	if (!person) return;
	// Before what happens in them can come; what came while they were read is in what is shown.
	const rooms = await ownRooms(client, person);
	if (client.over) return;
	audience.add(client, rooms);
	if (asked !== null && asked !== account.name) {
		client.tell({ command: "NICK", params: [account.name], source: `${asked}!${asked}@${settings.serverName}` });
	}
	client.reply(RPL.WELCOME, `Welcome to ${settings.network}, ${maskOf(person.user, settings.serverName)}`);
	client.reply(RPL.YOURHOST, `Your host is ${settings.serverName}, running Parlour ${settings.version}`);
	client.reply(RPL.CREATED, `This server was started ${new Date(startedAt).toISOString()}`);
	client.reply(
		RPL.MYINFO,
		settings.serverName,
		`parlour-${settings.version}`,
		USER_MODES,
		ALL_LETTERS,
		LETTERS_WITH_PARAMETER,
	);
	showSupported(client);
	showUsers(client);
	showMotd(client);
	const joined = showJoins(client, rooms);
	await settleMetadata(client, person);
	await showMetadata(client, person);
	await showInsides(client, joined);
	await showMissed(client, person, rooms);
}

/** As of now: who joins or leaves a room while the store is asked, is asked for anew. */
export async function ownRooms(client: IrcClient, person: Person): Promise<RoomSummary[]> {
	for (;;) {
		const rooms = await client.context.core.rooms.mine(person);
		const known = new Set(rooms.map(({ id }) => id));
		if (client.over || [...person.rooms].every((room) => known.has(room))) {
			return rooms.filter(({ id }) => person.rooms.has(id));
		}
	}
}
