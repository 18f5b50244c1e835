import type { Person } from "../../../core/presence.ts";
import type { Room } from "../../../protocol/entities.ts";
import { moderates } from "../../../protocol/moderation.ts";
import { has } from "../capabilities.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import { takeTurn } from "../connection/take-turn.ts";
import { channelOf, whoOf } from "../names.ts";
import { ERR } from "../numerics.ts";
import { Rendered } from "../rendered.ts";
import { showBatch } from "../show/history.ts";
import { clearedLine, keyToSet, refuse, replySet, type Wish } from "./setting.ts";

/** METADATA SET of a room, by who moderates it. */
export async function setRoomValue(client: IrcClient, person: Person, room: Room, wish: Wish): Promise<void> {
	const { target, value } = wish;
	const { rooms } = client.context.metadata;
	const key = keyToSet(client, wish);
	if (key === null) return;
	if (!moderates(person.account, room)) return refuse(client, target, key, "Only its moderators set what a room shows");
	if (value === "" && !rooms.of(room.id).has(key)) return client.reply(ERR.KEYNOTSET, target, key, "Key not set");
	await takeTurn(client, person);
	if (!rooms.set(room.id, key, value)) {
		return client.fail("METADATA", "LIMIT_REACHED", target, "Metadata limit reached");
	}
	tellOthers(client, person, room, key, value);
	replySet(client, target, key, value);
}

/** METADATA CLEAR of a room. */
export async function clearRoomValues(client: IrcClient, person: Person, room: Room, target: string): Promise<void> {
	if (!moderates(person.account, room)) return refuse(client, target, "*", "Only its moderators set what a room shows");
	const { rooms } = client.context.metadata;
	const keys = [...rooms.of(room.id).keys()];
	for (const key of keys) {
		await takeTurn(client, person);
		rooms.set(room.id, key, "");
		tellOthers(client, person, room, key, "");
	}
	const cleared = keys.map((key) => clearedLine(client, target, key));
	showBatch(client, "metadata", [target], cleared);
}

function tellOthers(client: IrcClient, person: Person, room: Room, key: string, value: string): void {
	const { audience, metadata } = client.context;
	const params = [channelOf(room), key, "*", ...(value === "" ? [] : [value])];
	const line = { command: "METADATA", params, ...whoOf(person.user, client.serverName) };
	const rendered = new Rendered([line], client.serverName);
	for (const other of audience.clientsIn(room.id)) {
		if (other === client || !has(other.capabilities, "draft/metadata-2")) continue;
		if (metadata.subscriptions(other).includes(key)) other.tellRendered(rendered);
	}
}
