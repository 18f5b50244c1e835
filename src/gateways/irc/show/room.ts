import type { Profile, Room } from "../../../protocol/entities.ts";
import { ParlourError } from "../../../protocol/errors.ts";
import { has } from "../capabilities.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import { accountOf, channelOf, maskOf, queryWith, whoOf } from "../names.ts";
import { RPL } from "../numerics.ts";
import { prefixOf } from "../prefixes.ts";
import { showRoomMetadata } from "./metadata.ts";
import { readMarker } from "./read-marker.ts";
import { showTopic } from "./topic.ts";
import { showWords } from "./words.ts";

/** The rooms that the client finds itself in. All of them come before what is said in one, however long they take to be shown. */
export function showJoins(client: IrcClient, rooms: readonly Room[]): Room[] {
	const shown = rooms.filter((room) => isShown(client, room));
	for (const room of shown) showJoin(client, room);
	return shown;
}

/** Not what is archived, and not a conversation of two, which is a query. */
function isShown(client: IrcClient, room: Room): boolean {
	return !room.archived && !queryWith(room, client.person?.user.id ?? 0);
}

/** What follows their JOINs. */
export function showInsides(client: IrcClient, rooms: readonly Room[]): Promise<void> {
	return showEach(client, rooms, showInside);
}

/** Nothing of one that has been left meanwhile. */
async function showEach(client: IrcClient, rooms: readonly Room[], show: typeof showInside): Promise<void> {
	const isIn = (room: Room) => client.person?.rooms.has(room.id) === true;
	for (const room of rooms) {
		if (isIn(room))
			await show(client, room).catch((cause: unknown) => {
				if (isIn(room) || !(cause instanceof ParlourError)) throw cause;
			});
	}
}

/** JOIN, the topic, how far one has read, and who is in. */
export async function showJoined(client: IrcClient, room: Room): Promise<void> {
	showJoin(client, room);
	await showInside(client, room);
}

function showJoin(client: IrcClient, room: Room): void {
	const channel = channelOf(room);
	const { person } = client;
	if (!person) return;
	const { user } = person;
	const extended = has(client.capabilities, "extended-join")
		? [accountOf(user), client.context.audience.realnameOf(user)]
		: [];
	client.answer({
		command: "JOIN",
		params: [channel, ...extended],
		...whoOf(user, client.serverName),
	});
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
	await showMembers(client, room);
	endNames(client, channelOf(room));
}

/** The same of all rooms that the client is shown in, with one end. */
export async function showAllNames(client: IrcClient, rooms: readonly Room[]): Promise<void> {
	const shown = rooms.filter((room) => isShown(client, room));
	await showEach(client, shown, showMembers);
	endNames(client, "*");
}

export function endNames(client: IrcClient, channel: string): void {
	client.reply(RPL.ENDOFNAMES, channel, "End of /NAMES list");
}

async function showMembers(client: IrcClient, room: Room): Promise<void> {
	const { person, context } = client;
	if (!person) return;
	const channel = channelOf(room);
	const symbol = room.visibility === "public" ? "=" : "@";
	const members = await client.patiently(() => context.core.people.members(person, room.id));
	const names = members.map((member) => prefixOf(client, room, member.id) + shownAs(client, member));
	if (names.length > 0) showWords(client, RPL.NAMREPLY, [symbol, channel], names);
}

function shownAs(client: IrcClient, member: Profile): string {
	return has(client.capabilities, "userhost-in-names") ? maskOf(member, client.serverName) : member.name;
}
