import type { Person } from "../../../core/presence.ts";
import type { Room } from "../../../protocol/entities.ts";
import { moderates } from "../../../protocol/moderation.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import { findRoom, requireOwnRoom } from "../find-room.ts";
import { asParam, channelOf } from "../names.ts";
import { ERR, RPL } from "../numerics.ts";
import type { Outgoing } from "../outgoing.ts";
import { CHANNEL_MODES, isMaskKind } from "./channel-modes.ts";
import { showMaskList } from "./mask-lists.ts";
import { type ModeWish, parseModes } from "./mode-string.ts";
import { HIDDEN_KEY, mergedModes, modesOf } from "./rule-modes.ts";
import { setMode } from "./set-mode.ts";

/** Modern IRC, MODE message: what holds in a room is told, or changed. */
export async function channelMode(
	client: IrcClient,
	person: Person,
	channel: string,
	modes: string | undefined,
	params: readonly string[],
): Promise<void> {
	if (modes === undefined) return showModes(client, person, channel);
	const room = await requireOwnRoom(client, channel, person);
	if (!room) return;
	const wishes = parseModes(modes, params);
	for (const { type, letter } of wishes) {
		if (type === "unknown") client.reply(ERR.UNKNOWNMODE, letter, "is unknown mode char to me");
		const kind = CHANNEL_MODES.get(letter)?.rule ?? null;
		if (type === "list" && isMaskKind(kind)) await showMaskList(client, person, room, kind);
	}
	const changes = wishes.filter((wish) => wish.type === "set");
	if (changes.length === 0) return;
	if (!moderates(person.account, room)) {
		return client.reply(ERR.CHANOPRIVSNEEDED, channelOf(room), "You're not a moderator of this room");
	}
	await setModes(client, person, room, changes);
}

/** One at a time, in their order; the client that asked is told of all in one line. */
async function setModes(
	client: IrcClient,
	person: Person,
	room: Room,
	changes: readonly Extract<ModeWish, { type: "set" }>[],
): Promise<void> {
	let key: string | null = null;
	// Who has set the key knows it.
	const named = (param: string) => (param === HIDDEN_KEY && key !== null ? key : param);
	const shape = (lines: readonly Outgoing[]) =>
		mergedModes(lines).map((line) => (line.command === "MODE" ? { ...line, params: line.params.map(named) } : line));
	await client.collecting(async () => {
		for (const { letter, on, param } of changes) {
			if (client.over) return;
			if (letter === "k" && on) key = param;
			await setMode(client, person, room, { letter, on, param });
		}
	}, shape);
}

/** Of a public room everybody may know what holds, but its key. */
async function showModes(client: IrcClient, person: Person, channel: string): Promise<void> {
	const { core } = client.context;
	const room = await findRoom(client, channel, person);
	if (!room) return client.reply(ERR.NOSUCHCHANNEL, asParam(channel), "No such channel");
	const inside = person.rooms.has(room.id);
	const key = inside && room.keyed ? await client.patiently(() => core.rules.key(person, room.id)) : null;
	client.reply(RPL.CHANNELMODEIS, channelOf(room), ...modesOf(room, key));
	if (!inside) return;
	const { messages } = await client.patiently(() => core.history.page(person, room.id, { after: 0 }, 1));
	const [first] = messages;
	if (first?.event !== "created") return;
	client.reply(RPL.CREATIONTIME, channelOf(room), String(Math.floor(first.at / 1000)));
}
