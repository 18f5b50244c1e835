import { formatDay, formatTime } from "../../client/dates.ts";
import type { Room } from "../../client/room.ts";
import type { ListedRoom } from "../../protocol/entities.ts";

export const BROWSE_ORDERS = ["active", "size", "name"] as const;
export type BrowseOrder = (typeof BROWSE_ORDERS)[number];

export interface BrowseRow {
	id: number;
	name: string;
	topic: string;
	/** How many people, and when something was last said. */
	about: string;
	secret: boolean;
	joined: boolean;
}

interface Candidate extends Omit<BrowseRow, "about"> {
	members: number | null;
	maxMembers?: number | undefined;
	keyed?: true | undefined;
	lastAt: number;
	archived: boolean;
}

/** The directory, and what it does not hold: one's own private rooms and the archived ones. */
export function browseRows(
	listed: readonly ListedRoom[],
	own: readonly Room[],
	filter: string,
	order: BrowseOrder,
	now: number,
): { open: BrowseRow[]; archived: BrowseRow[] } {
	const known = new Set(listed.map(({ id }) => id));
	const rest = own.filter(({ id, info }) => !known.has(id) && info.value.visibility !== "direct");
	const all = [...listed.map(fromDirectory), ...rest.map(fromOwn)];
	const wanted = filter.trim().toLowerCase();
	const fitting = all.filter(({ name, topic }) => `${name} ${topic}`.toLowerCase().includes(wanted)).sort(by(order));
	const rows = (some: readonly Candidate[]) => some.map((one) => ({ ...one, about: about(one, now) }));
	return {
		open: rows(fitting.filter(({ archived }) => !archived)),
		archived: rows(fitting.filter(({ archived, joined }) => archived && joined)),
	};
}

function fromDirectory(room: ListedRoom): Candidate {
	return { ...room, secret: room.visibility !== "public", archived: room.archived ?? false };
}

function fromOwn({ id, info, members, lastAt }: Room): Candidate {
	const { name, topic, visibility, archived = false, maxMembers } = info.value;
	const secret = visibility !== "public";
	const size = members.value?.length ?? null;
	return { id, name, topic, secret, archived, joined: true, members: size, maxMembers, lastAt: lastAt.value };
}

function by(order: BrowseOrder): (a: Candidate, b: Candidate) => number {
	const byName = (a: Candidate, b: Candidate) => a.name.localeCompare(b.name);
	if (order === "name") return byName;
	if (order === "size") return (a, b) => (b.members ?? 0) - (a.members ?? 0) || byName(a, b);
	return (a, b) => b.lastAt - a.lastAt || byName(a, b);
}

function about({ members, maxMembers, keyed, joined, lastAt }: Candidate, now: number): string {
	const size = members === null ? [] : [members === 1 ? "1 person" : `${members} people`];
	const full = !joined && maxMembers !== undefined && (members ?? 0) >= maxMembers ? ["full"] : [];
	const key = !joined && keyed ? ["needs a key"] : [];
	return [...size, ...full, ...key, `last word ${whenSaid(lastAt, now)}`].join(" · ");
}

function whenSaid(at: number, now: number): string {
	const day = formatDay(at, now);
	return day === "Today" ? `today at ${formatTime(at)}` : day === "Yesterday" ? "yesterday" : day;
}
