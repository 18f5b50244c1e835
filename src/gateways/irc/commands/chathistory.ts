import type { Person } from "../../../core/presence.ts";
import type { Room } from "../../../protocol/entities.ts";
import { findTarget } from "../find-room.ts";
import { type Bounds, boundsOf, NO_BOUNDS, readStretch, type Stretch } from "../history.ts";
import type { IrcClient } from "../irc-client.ts";
import { channelOf, queryWith } from "../names.ts";
import { historyLines, showBatch } from "../show/history.ts";
import type { PersonCommand } from "./command.ts";

export const MOST_HISTORY = 200;

/** IRCv3 draft/chathistory. */
export const chathistory: PersonCommand = {
	name: "CHATHISTORY",
	minParams: 4,
	costly: true,
	async run(client, { params }, person) {
		const [sub = "", ...rest] = params;
		const kind = sub.toUpperCase();
		if (kind === "TARGETS") return targets(client, person, rest);
		const [target = "", ...where] = rest;
		const references = kind === "BETWEEN" ? 2 : 1;
		if (!["LATEST", "BEFORE", "AFTER", "AROUND", "BETWEEN"].includes(kind)) {
			return refuse(client, "INVALID_PARAMS", sub.slice(0, 64), "There is no such subcommand here");
		}
		const count = limitOf(where[references] ?? "");
		if (count === 0) return refuse(client, "INVALID_PARAMS", kind, "The limit must be a number above 0");
		const room = await findTarget(client, target, person);
		if (!room) {
			// Nothing was ever said to somebody who is there.
			const known = !target.startsWith("#") && (await client.context.core.accounts.find(target).catch(() => null));
			if (known) return showBatch(client, "chathistory", [target], []);
			return refuse(client, "INVALID_TARGET", kind, target.slice(0, 64), "Messages could not be retrieved");
		}
		const bounds: Bounds[] = [];
		for (const reference of where.slice(0, references)) {
			const found = await boundsOf(client, person, room, reference);
			if (!found) return refuse(client, "INVALID_PARAMS", kind, reference.slice(0, 64), "Invalid reference");
			bounds.push(found);
		}
		const found = await readStretch(client, person, room, stretchOf(kind, bounds), count);
		showBatch(client, "chathistory", [target], historyLines(client, room, found));
	},
};

function refuse(client: IrcClient, code: string, ...rest: string[]): void {
	client.fail("CHATHISTORY", code, ...rest);
}

function limitOf(text: string): number {
	return /^\d{1,9}$/.test(text) ? Math.min(MOST_HISTORY, Number(text)) : 0;
}

/** The bounds themselves are never in it, but around one. */
function stretchOf(kind: string, [one = NO_BOUNDS, other = NO_BOUNDS]: readonly Bounds[]): Stretch {
	if (kind === "LATEST") return { after: one === NO_BOUNDS ? 0 : one.past, before: null, from: "end" };
	if (kind === "BEFORE") return { after: 0, before: one === NO_BOUNDS ? null : one.at, from: "end" };
	if (kind === "AFTER") return { after: one.past, before: null, from: "start" };
	if (kind === "AROUND") return { after: 0, before: null, from: "middle", middle: one.at };
	if (one.at <= other.at) return { after: one.past, before: other.at, from: "start" };
	return { after: other.past, before: one.at, from: "end" };
}

/** The conversations with something between two times, the one with the oldest news first. */
async function targets(client: IrcClient, person: Person, params: readonly string[]): Promise<void> {
	const [from, to] = params.slice(0, 2).map((text) => Date.parse(/^timestamp=(.+)$/.exec(text)?.[1] ?? ""));
	if (from === undefined || to === undefined || Number.isNaN(from) || Number.isNaN(to)) {
		return refuse(client, "INVALID_PARAMS", "TARGETS", "Both must be timestamp=YYYY-MM-DDThh:mm:ss.sssZ");
	}
	const count = limitOf(params[2] ?? "");
	if (count === 0) return refuse(client, "INVALID_PARAMS", "TARGETS", "The limit must be a number above 0");
	const [least, most] = from <= to ? [from, to] : [to, from];
	const rooms = await client.context.core.rooms.mine(person);
	const found = rooms
		.filter(({ lastAt, head }) => head > 0 && lastAt > least && lastAt < most)
		.sort((a, b) => a.lastAt - b.lastAt);
	const shown = from <= to ? found.slice(0, count) : found.slice(-count);
	const lines = shown.map((room) => ({
		command: "CHATHISTORY",
		params: ["TARGETS", targetOf(room, person), `timestamp=${new Date(room.lastAt).toISOString()}`],
	}));
	showBatch(client, "draft/chathistory-targets", [], lines);
}

function targetOf(room: Room, person: Person): string {
	return queryWith(room, person.user.id)?.name ?? channelOf(room);
}
