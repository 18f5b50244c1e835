import type { Profile, Room } from "../../../protocol/entities.ts";
import { has } from "../capabilities.ts";
import type { IrcClient } from "../irc-client.ts";
import { accountOf, channelOf, maskOf, whoOf } from "../names.ts";
import { RPL } from "../numerics.ts";
import { prefixOf } from "../prefixes.ts";
import { showRoomMetadata } from "./metadata.ts";
import { readMarker } from "./read-marker.ts";
import { showTopic } from "./topic.ts";

/** Names in one line, so that it stays below 512 bytes. */
const NAMES_BYTES = 360;

/** JOIN, the topic, how far one has read, and who is in. */
export async function showJoined(client: IrcClient, room: Room): Promise<void> {
	const channel = channelOf(room);
	const { person } = client;
	if (!person) return;
	const extended = has(client.capabilities, "extended-join") ? [accountOf(person.user), person.user.name] : [];
	client.answer({
		command: "JOIN",
		params: [channel, ...extended],
		...whoOf(person.user, client.serverName),
	});
	await showInside(client, room);
}

/** What follows a JOIN. */
export async function showInside(client: IrcClient, room: Room): Promise<void> {
	showTopic(client, room);
	const { person, context } = client;
	if (person && has(client.capabilities, "draft/read-marker")) {
		const { readSeq } = await client.patiently(() => context.core.rooms.summary(person, room.id));
		client.answer(await readMarker(client, person, room, readSeq));
	}
	const implicit =
		!has(client.capabilities, "no-implicit-names") && !has(client.capabilities, "draft/no-implicit-names");
	if (implicit) await showNames(client, room);
	if (person) await showRoomMetadata(client, person, room);
}

/** Everybody who is a member: membership lasts, and WHO tells who is here. */
export async function showNames(client: IrcClient, room: Room): Promise<void> {
	const { person, context } = client;
	if (!person) return;
	const channel = channelOf(room);
	const symbol = room.visibility === "public" ? "=" : "@";
	const members = await client.patiently(() => context.core.people.members(person, room.id));
	let line = "";
	let bytes = 0;
	for (const member of members) {
		const name = prefixOf(client, room, member.id) + shownAs(client, member);
		const size = Buffer.byteLength(name) + 1;
		if (bytes + size > NAMES_BYTES) {
			client.reply(RPL.NAMREPLY, symbol, channel, line);
			line = "";
			bytes = 0;
		}
		line += line === "" ? name : ` ${name}`;
		bytes += size;
	}
	if (line !== "") client.reply(RPL.NAMREPLY, symbol, channel, line);
	client.reply(RPL.ENDOFNAMES, channel, "End of /NAMES list");
}

function shownAs(client: IrcClient, member: Profile): string {
	return has(client.capabilities, "userhost-in-names") ? maskOf(member, client.serverName) : member.name;
}
