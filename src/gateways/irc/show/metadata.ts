import type { Person } from "../../../core/presence.ts";
import type { Profile, Room } from "../../../protocol/entities.ts";
import { has } from "../capabilities.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import { keyOf } from "../metadata/limits.ts";
import { channelOf } from "../names.ts";
import { RPL } from "../numerics.ts";
import type { Outgoing } from "../outgoing.ts";
import { showBatch } from "./history.ts";

/** What people have set of these keys, as METADATA. */
export function metadataLines(client: IrcClient, profiles: readonly Profile[], keys: readonly string[]): Outgoing[] {
	const { metadata } = client.context;
	return profiles.flatMap((profile) => linesOf(profile.name, metadata.valuesOf(profile), keys));
}

/** The same of a room. */
export function roomLines(client: IrcClient, room: Room, keys: readonly string[]): Outgoing[] {
	return linesOf(channelOf(room), client.context.metadata.rooms.of(room.id), keys);
}

function linesOf(target: string, values: ReadonlyMap<string, string>, keys: readonly string[]): Outgoing[] {
	return keys.flatMap((key) => {
		const value = values.get(key);
		return value === undefined ? [] : [{ command: "METADATA", params: [target, key, "*", value] }];
	});
}

/** METADATA GET: of each key that is asked for. */
export function showValues(
	client: IrcClient,
	target: string,
	values: ReadonlyMap<string, string>,
	keys: readonly string[],
): void {
	const lines = keys.map((text): Outgoing => {
		const key = keyOf(text);
		if (key === null) return { command: "FAIL", params: ["METADATA", "KEY_INVALID", text.slice(0, 64), "Invalid key"] };
		const value = values.get(key);
		if (value !== undefined) return valueLine(client, target, key, value);
		return { command: RPL.KEYNOTSET, params: [client.nick, target, key, "No matching key"] };
	});
	showBatch(client, "metadata", [target], lines);
}

/** METADATA LIST */
export function showAll(client: IrcClient, target: string, values: ReadonlyMap<string, string>): void {
	const lines = [...values].map(([key, value]) => valueLine(client, target, key, value));
	showBatch(client, "metadata", [target], lines);
}

function valueLine(client: IrcClient, target: string, key: string, value: string): Outgoing {
	return { command: RPL.KEYVALUE, params: [client.nick, target, key, "*", value] };
}

/** On connection: one's own, in a batch even where there is none, and what was subscribed to before. */
export async function showMetadata(client: IrcClient, person: Person): Promise<void> {
	if (!has(client.capabilities, "draft/metadata-2")) return;
	const { core, metadata } = client.context;
	const own = await client.patiently(() => core.people.byIds(person, [person.user.id]));
	const keys = own.flatMap((profile) => [...metadata.valuesOf(profile).keys()]);
	showBatch(client, "metadata", [person.user.name], metadataLines(client, own, keys));
	await showSubscribed(client, person, metadata.subscriptions(client));
}

/** What everybody shows of these keys, as all accounts are in the lobby; and the rooms that they are in. */
export async function showSubscribed(client: IrcClient, person: Person, keys: readonly string[]): Promise<void> {
	if (keys.length === 0) return;
	const { core, audience } = client.context;
	const lobby = await core.rooms.lobby();
	const members = person.rooms.has(lobby.id) ? await client.patiently(() => core.people.members(person, lobby.id)) : [];
	const rooms = [...person.rooms].flatMap((id) => audience.room(id) ?? []);
	const ofRooms = rooms.flatMap((room) => roomLines(client, room, keys));
	const lines = [...ofRooms, ...metadataLines(client, members, keys)];
	if (lines.length > 0) showBatch(client, "metadata", [], lines);
}

/** On joining a room: what it shows, and those of its members whom one is shown nowhere else. */
export async function showRoomMetadata(client: IrcClient, person: Person, room: Room): Promise<void> {
	const { core, metadata } = client.context;
	const keys = has(client.capabilities, "draft/metadata-2") ? metadata.subscriptions(client) : [];
	if (keys.length === 0) return;
	const members = await client.patiently(() => core.people.members(person, room.id));
	const others = members.filter(({ id, guest }) => id !== person.user.id && (guest || person.user.guest));
	const lines = [...roomLines(client, room, keys), ...metadataLines(client, others, keys)];
	if (lines.length > 0) showBatch(client, "metadata", [channelOf(room)], lines);
}
