import { nameKey } from "../../../core/names.ts";
import type { Person } from "../../../core/presence.ts";
import type { Room, RoomSummary } from "../../../protocol/entities.ts";
import { type ErrorCode, ParlourError } from "../../../protocol/errors.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import { findRoom } from "../find-room.ts";
import { asParam, groupOf } from "../names.ts";
import { ERR } from "../numerics.ts";
import { showInside } from "../show/room.ts";
import type { PersonCommand } from "./command.ts";

const MOST_AT_ONCE = 50;
const REFUSALS: Partial<Record<ErrorCode, string>> = {
	banned: ERR.BANNEDFROMCHAN,
	room_full: ERR.CHANNELISFULL,
	wrong_key: ERR.BADCHANNELKEY,
};

/** RFC 2812 3.2.1. What is not there yet is made, public. Joining lasts. */
export const join: PersonCommand = {
	name: "JOIN",
	minParams: 1,
	async run(client, { params: [channels = "", keys = ""] }, person) {
		// RFC 2812: JOIN 0 leaves every room. Here that would be for good, which nobody means by it.
		if (channels === "0") return client.fail("JOIN", "FORBIDDEN", "Leave rooms one by one, with PART");
		const keyOf = keys.split(",");
		const wanted = new Map<string, string | undefined>();
		for (const [index, channel] of channels.split(",").entries()) {
			if (channel !== "" && !wanted.has(channel)) wanted.set(channel, keyOf[index] || undefined);
		}
		if (wanted.size > MOST_AT_ONCE) {
			return client.reply(ERR.TOOMANYTARGETS, asParam(channels), `${MOST_AT_ONCE} rooms at once are the most`);
		}
		for (const [channel, key] of wanted) {
			if (client.over) return;
			await client.patiently(() => joinOne(client, channel, key, person));
		}
	},
};

async function joinOne(client: IrcClient, channel: string, key: string | undefined, person: Person): Promise<void> {
	const { core, audience } = client.context;
	if (!channel.startsWith("#")) return client.reply(ERR.NOSUCHCHANNEL, asParam(channel), "No such channel");
	const room = (await findRoom(client, channel, person)) ?? (await findPrivate(client, channel));
	if (room && person.rooms.has(room.id)) return;
	try {
		const name = room?.name ?? channel.slice(1);
		client.joining = nameKey(name);
		const joined = room ? await core.rooms.join(person, room.id, key) : await make(client, channel, key, person);
		await audience.settled(joined.id);
		await showInside(client, joined);
	} catch (cause) {
		if (!(cause instanceof ParlourError) || cause.code === "rate_limited") throw cause;
		const uninvited = room?.visibility === "private" && cause.code === "not_found";
		const numeric = uninvited ? ERR.INVITEONLYCHAN : (REFUSALS[cause.code] ?? ERR.NOSUCHCHANNEL);
		client.reply(numeric, asParam(channel), uninvited ? "Cannot join: ask a member to invite you" : cause.message);
	} finally {
		client.joining = null;
	}
}

/** Somebody may have made it in the same moment. */
async function make(client: IrcClient, channel: string, key: string | undefined, person: Person): Promise<RoomSummary> {
	const { rooms } = client.context.core;
	try {
		return await rooms.create(person, { name: channel.slice(1), visibility: "public", topic: "" });
	} catch (cause) {
		const taken = cause instanceof ParlourError && cause.code === "name_taken";
		const made = taken ? await findRoom(client, channel, person) : null;
		if (!made) throw cause;
		return rooms.join(person, made.id, key);
	}
}

/** That a name is taken by a private room is no secret: nobody else can make one of that name. */
async function findPrivate(client: IrcClient, channel: string): Promise<Room | null> {
	if (groupOf(channel) !== null) return null;
	try {
		return await client.context.core.rooms.find(channel.slice(1));
	} catch (cause) {
		if (cause instanceof ParlourError && cause.code === "not_found") return null;
		throw cause;
	}
}
