import type { Person } from "../../core/presence.ts";
import type { Room } from "../../protocol/entities.ts";
import { ParlourError } from "../../protocol/errors.ts";
import type { IrcClient } from "./connection/irc-client.ts";
import { parseSource } from "./mask.ts";
import { asParam, groupOf, isChannel } from "./names.ts";
import { ERR } from "./numerics.ts";

/** The room that a channel's name stands for; null where there is none, or it is not theirs to see. */
export async function findRoom(client: IrcClient, channel: string, person: Person): Promise<Room | null> {
	if (!isChannel(channel)) return null;
	const { core, audience } = client.context;
	const group = groupOf(channel);
	if (group !== null) return person.rooms.has(group) ? (audience.room(group) ?? null) : null;
	try {
		const room = await core.rooms.find(channel.slice(1));
		return room.visibility === "public" || person.rooms.has(room.id) ? room : null;
	} catch (cause) {
		if (cause instanceof ParlourError && cause.code === "not_found") return null;
		throw cause;
	}
}

/** The same, of rooms that they are in. */
export async function findOwnRoom(client: IrcClient, channel: string, person: Person): Promise<Room | null> {
	const room = await findRoom(client, channel, person);
	return room && person.rooms.has(room.id) ? room : null;
}

/** The same; who is in no such room is told by ERR_NOSUCHCHANNEL, or where they see it by ERR_NOTONCHANNEL. */
export async function requireOwnRoom(client: IrcClient, channel: string, person: Person): Promise<Room | null> {
	const room = await findRoom(client, channel, person);
	if (room && person.rooms.has(room.id)) return room;
	if (room) client.reply(ERR.NOTONCHANNEL, channel, "You're not on that channel");
	else client.reply(ERR.NOSUCHCHANNEL, asParam(channel), "No such channel");
	return null;
}

/** RFC 2812 3.3.1: a person may be named by `nick!user@host` too. */
export function nickOf(target: string): string {
	return target.includes("!") && target.includes("@") ? parseSource(target).nick : target;
}

/** The direct room of them and the one named, where they have one. */
export async function findOwnQuery(client: IrcClient, nick: string, person: Person): Promise<Room | null> {
	const { core, audience } = client.context;
	try {
		const other = await core.accounts.find(nickOf(nick));
		return audience.conversation(person.user.id, other.id);
	} catch (cause) {
		if (cause instanceof ParlourError && cause.code === "not_found") return null;
		throw cause;
	}
}

/** The same, made where there is none. Null where nobody has that name. */
export async function findQuery(client: IrcClient, nick: string, person: Person): Promise<Room | null> {
	const known = await findOwnQuery(client, nick, person);
	if (known) return known;
	const { core, audience } = client.context;
	try {
		const room = await core.rooms.direct(person, [nickOf(nick)]);
		await audience.settled(room.id);
		return room;
	} catch (cause) {
		if (cause instanceof ParlourError && cause.code === "not_found") return null;
		throw cause;
	}
}

/** The room that one is in and that a target stands for: a channel, or the conversation with a person. */
export function findTarget(client: IrcClient, target: string, person: Person): Promise<Room | null> {
	return isChannel(target) ? findOwnRoom(client, target, person) : findOwnQuery(client, target, person);
}
