import type { Person } from "../../../core/presence.ts";
import type { Within } from "../../../core/search.ts";
import type { PlacedMessage } from "../../../protocol/entities.ts";
import { has } from "../capabilities.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import { findTarget } from "../find-room.ts";
import { parseTags } from "../line/line.ts";
import type { Outgoing } from "../outgoing.ts";
import { historyLines, showBatch } from "../show/history.ts";
import type { PersonCommand } from "./command.ts";

const CAPABILITY = "soju.im/search";
const MOST_FOUND = 100;

/** Of soju's extensions: doc/ext/search.md. What `text` may hold is what one may type into a browser's search. */
export const search: PersonCommand = {
	name: "SEARCH",
	minParams: 1,
	costly: true,
	async run(client, { params: [attributes = ""] }, person) {
		if (!has(client.capabilities, CAPABILITY)) {
			return client.fail("SEARCH", "INVALID_PARAMS", `Ask for the capability ${CAPABILITY} first`);
		}
		const asked = parseTags(attributes);
		const count = limitOf(asked.get("limit"));
		if (count === 0) return client.fail("SEARCH", "INVALID_PARAMS", "limit", "The limit must be a number above 0");
		const within: Within = {};
		for (const name of ["after", "before"] as const) {
			const text = asked.get(name);
			if (text === undefined) continue;
			const at = Date.parse(text);
			if (Number.isNaN(at)) {
				return client.fail("SEARCH", "INVALID_PARAMS", name, "The time must be YYYY-MM-DDThh:mm:ss.sssZ");
			}
			// Core leaves out the time that it ends at, and IRC does not.
			within[name] = name === "before" ? at + 1 : at;
		}
		const found = (await isKept(client, person, asked, within))
			? await find(client, person, asked.get("text") ?? "", within, count)
			: [];
		const lines: Outgoing[] = [];
		for (const { room, message } of found.reverse()) {
			const info = client.context.audience.room(room);
			if (info && person.rooms.has(room)) lines.push(...(await historyLines(client, person, info, [message])));
		}
		showBatch(client, CAPABILITY, [], lines);
	},
};

function limitOf(text: string | undefined): number {
	if (text === undefined) return MOST_FOUND;
	return /^\d{1,9}$/.test(text) ? Math.min(MOST_FOUND, Number(text)) : 0;
}

/** Keeps it to whom and where is asked for; false where there is no such person or room, so that nothing is found. */
async function isKept(
	client: IrcClient,
	person: Person,
	asked: ReadonlyMap<string, string>,
	within: Within,
): Promise<boolean> {
	const [nick, target] = [asked.get("from"), asked.get("in")];
	if (nick !== undefined) {
		const account = await client.context.core.accounts.find(nick).catch(() => null);
		if (!account) return false;
		within.author = account.id;
	}
	if (target !== undefined) {
		const room = await findTarget(client, target, person);
		if (!room) return false;
		within.room = room.id;
	}
	return true;
}

/** The latest first. */
async function find(
	client: IrcClient,
	person: Person,
	text: string,
	within: Within,
	count: number,
): Promise<PlacedMessage[]> {
	const found: PlacedMessage[] = [];
	let from: number | undefined;
	do {
		const page = await client.patiently(() => client.context.core.search.find(person, text, from, within));
		found.push(...page.items);
		from = page.next ?? undefined;
	} while (from !== undefined && found.length < count && !client.over);
	return found.slice(0, count);
}
