import type { Person } from "../../../core/presence.ts";
import type { Message, Room } from "../../../protocol/entities.ts";
import { ParlourError } from "../../../protocol/errors.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import { findTarget } from "../find-room.ts";
import { type Bounds, boundsOf, NO_BOUNDS, readAround, readStretch, type Stretch, timeOf } from "../history.ts";
import { asParam, isChannel, targetOf } from "../names.ts";
import { historyLines, reactionsTo, showBatch } from "../show/history.ts";
import type { PersonCommand } from "./command.ts";

const MOST_HISTORY = 200;
/** How many references each has. */
const REFERENCES = new Map([
	["LATEST", 1],
	["BEFORE", 1],
	["AFTER", 1],
	["AROUND", 1],
	["BETWEEN", 2],
]);
/** `*`; by BEFORE * some clients mean LATEST. */
const TAKE_NO_REFERENCE = ["LATEST", "BEFORE"];

/** IRCv3 draft/chathistory. */
export const chathistory: PersonCommand = {
	name: "CHATHISTORY",
	minParams: 1,
	costly: true,
	async run(client, { params: [sub = "", ...rest] }, person) {
		const kind = sub.toUpperCase();
		const references = kind === "TARGETS" ? 1 : REFERENCES.get(kind);
		if (references === undefined) return refuse(client, asParam(sub), "There is no such subcommand here");
		const excess = rest.length - references - 2;
		if (excess !== 0) return refuse(client, kind, excess < 0 ? "Insufficient parameters" : "Too many parameters");
		const count = limitOf(rest.at(-1) ?? "");
		if (count === 0) return refuse(client, kind, asParam(rest.at(-1) ?? ""), "The limit must be a number above 0");
		const [first = "", ...others] = rest.slice(0, -1);
		if (kind === "TARGETS") return showTargets(client, person, [first, ...others], count);
		try {
			await showHistory(client, person, kind, first, others, count);
		} catch (cause) {
			// Such as that they have left the room meanwhile.
			if (!(cause instanceof ParlourError) || cause.code === "rate_limited") throw cause;
			client.fail("CHATHISTORY", "MESSAGE_ERROR", kind, asParam(first), cause.message);
		}
	},
};

function refuse(client: IrcClient, ...rest: string[]): void {
	client.fail("CHATHISTORY", "INVALID_PARAMS", ...rest);
}

function limitOf(text: string): number {
	return /^\d+$/.test(text) ? Math.min(MOST_HISTORY, Number(text)) : 0;
}

async function showHistory(
	client: IrcClient,
	person: Person,
	kind: string,
	target: string,
	references: readonly string[],
	count: number,
): Promise<void> {
	const room = await findTarget(client, target, person);
	if (!room) {
		// Nothing was ever said to somebody who is there.
		const other = isChannel(target) ? null : await client.context.core.accounts.find(target).catch(() => null);
		if (other) return showBatch(client, "chathistory", [other.name], []);
		return client.fail("CHATHISTORY", "INVALID_TARGET", kind, asParam(target), "Messages could not be retrieved");
	}
	const bounds: Bounds[] = [];
	for (const reference of references) {
		const free = reference === "*" && TAKE_NO_REFERENCE.includes(kind);
		const found = free ? NO_BOUNDS : await boundsOf(client, person, room, reference);
		if (!found) return refuse(client, kind, asParam(reference), "Invalid reference");
		bounds.push(found);
	}
	const found = await read(client, person, room, kind, bounds, count);
	const reactions = await reactionsTo(client, person, room, found);
	const lines = await historyLines(client, person, room, found, reactions);
	showBatch(client, "chathistory", [targetOf(room, person.user.id)], lines);
}

/** The references themselves are never in it, but around one. */
function read(
	client: IrcClient,
	person: Person,
	room: Room,
	kind: string,
	[one = NO_BOUNDS, other = NO_BOUNDS]: readonly Bounds[],
	count: number,
): Promise<Message[]> {
	if (kind === "AROUND") return readAround(client, person, room, one.at, count);
	return readStretch(client, person, room, stretchOf(kind, one, other), count);
}

function stretchOf(kind: string, one: Bounds, other: Bounds): Stretch {
	if (kind === "LATEST") return { after: one.past, before: null, from: "end" };
	if (kind === "BEFORE") return { after: 0, before: one === NO_BOUNDS ? null : one.at, from: "end" };
	if (kind === "AFTER") return { after: one.past, before: null, from: "start" };
	if (one.at <= other.at) return { after: one.past, before: other.at, from: "start" };
	return { after: other.past, before: one.at, from: "end" };
}

/** The conversations in which the last message was said between two times, the one with the oldest first. */
async function showTargets(
	client: IrcClient,
	person: Person,
	references: readonly string[],
	count: number,
): Promise<void> {
	const [from = null, to = null] = references.map(timeOf);
	if (from === null || to === null) {
		return refuse(client, "TARGETS", "Both must be timestamp=YYYY-MM-DDThh:mm:ss.sssZ");
	}
	const [least, most] = from <= to ? [from, to] : [to, from];
	const said = await client.context.core.history.lastSaid(person);
	const found = (await client.context.core.rooms.mine(person))
		.map((room) => ({ room, at: said.get(room.id) ?? Number.NaN }))
		.filter(({ at }) => at > least && at < most)
		.sort((a, b) => a.at - b.at);
	const shown = from <= to ? found.slice(0, count) : found.slice(-count);
	const lines = shown.map(({ room, at }) => ({
		command: "CHATHISTORY",
		params: ["TARGETS", targetOf(room, person.user.id), new Date(at).toISOString()],
	}));
	showBatch(client, "draft/chathistory-targets", [], lines);
}
