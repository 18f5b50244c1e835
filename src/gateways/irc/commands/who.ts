import type { Person } from "../../../core/presence.ts";
import type { Profile, Room } from "../../../protocol/entities.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import { findOwnRoom } from "../find-room.ts";
import { fitsMask } from "../mask.ts";
import { asParam, channelOf, maskOf } from "../names.ts";
import { isBot } from "../news/bots.ts";
import { RPL } from "../numerics.ts";
import { nickOnline } from "../online.ts";
import { isOperatorHere } from "../operators.ts";
import { prefixOf } from "../prefixes.ts";
import { identityOf } from "../show/identity.ts";
import type { PersonCommand } from "./command.ts";

/** Of those that a mask fits. */
const MOST = 100;

/** RFC 2812 3.6.1, and WHOX: the fields that are asked for, in their order. */
export const who: PersonCommand = {
	name: "WHO",
	minParams: 1,
	costly: true,
	async run(client, { params: [mask = "", options = ""] }, person) {
		const { core } = client.context;
		const room = await findOwnRoom(client, mask, person);
		const people = room ? await core.people.members(person, room.id) : await online(client, mask, person);
		const [, flags = "", fields, token = ""] = /^([^%]*)(?:%([a-z]+)(?:,(\d{1,3}))?)?$/i.exec(options) ?? [];
		const operatorsAlone = flags.includes("o");
		for (const one of people) {
			if (operatorsAlone && !isOperatorHere(client.context, one.id)) continue;
			if (fields === undefined) plain(client, one, room);
			else client.reply(RPL.WHOSPCRPL, ...chosen(client, one, room, fields, token));
		}
		client.reply(RPL.ENDOFWHO, asParam(mask), "End of /WHO list");
	},
};

/** Who is connected and has this name, or one that fits the mask. */
async function online(client: IrcClient, mask: string, person: Person): Promise<Profile[]> {
	const { core } = client.context;
	if (!/[*?]/.test(mask)) {
		const found = await nickOnline(core, mask);
		return found ? core.people.byIds(person, [found.user.id]) : [];
	}
	const ids: number[] = [];
	for (const { user, rooms } of core.presence.people) {
		// Everybody is invisible (+i): a mask finds those who share a room, as accounts share the lobby.
		if (user !== person.user && [...rooms].every((room) => !person.rooms.has(room))) continue;
		if (fitsMask(mask, user.name) || fitsMask(mask, maskOf(user, client.serverName))) ids.push(user.id);
		if (ids.length === MOST) break;
	}
	return core.people.byIds(person, ids);
}

/** `H` here, `G` gone: who is not connected is away. `*` has become an operator by OPER, and `B` is a bot. */
function flagsOf(client: IrcClient, one: Profile, room: Room | null): string {
	const here = client.context.core.presence.isOnline(one.id) && one.status === undefined;
	const operator = isOperatorHere(client.context, one.id);
	const bot = isBot(client.context.audience.clientsOf(one.id));
	const prefix = room ? prefixOf(client, room, one.id) : "";
	return `${here ? "H" : "G"}${operator ? "*" : ""}${prefix}${bot ? "B" : ""}`;
}

function plain(client: IrcClient, one: Profile, room: Room | null): void {
	const channel = room ? channelOf(room) : "*";
	const { serverName } = client;
	const flags = flagsOf(client, one, room);
	const { username, realname } = identityOf(client.context.audience, one);
	client.reply(RPL.WHOREPLY, channel, username, serverName, serverName, one.name, flags, `0 ${realname}`);
}

function chosen(client: IrcClient, one: Profile, room: Room | null, fields: string, token: string): string[] {
	const { serverName } = client;
	const { username, realname } = identityOf(client.context.audience, one);
	const values: Record<string, string> = {
		t: token,
		c: room ? channelOf(room) : "*",
		u: username,
		i: "255.255.255.255",
		h: serverName,
		s: serverName,
		n: one.name,
		f: flagsOf(client, one, room),
		d: "0",
		l: "0",
		a: one.guest ? "0" : one.name,
		o: "n/a",
		r: realname,
	};
	return [..."tcuihsnfdlaor"].filter((field) => fields.includes(field)).map((field) => values[field] ?? "*");
}
