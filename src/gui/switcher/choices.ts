import type { Client } from "../../client/client.ts";
import type { Room } from "../../client/room.ts";
import type { ListedRoom, Profile } from "../../protocol/entities.ts";
import { fuzzyScore } from "./fuzzy.ts";

/** Where the switcher may lead. */
export type Choice =
	| { kind: "inbox"; key: string }
	| { kind: "room"; key: string; room: Room }
	| { kind: "person"; key: string; person: Profile }
	| { kind: "public"; key: string; listed: ListedRoom };

export interface Sources {
	client: Client;
	recent: readonly number[];
	current: number | null;
	directory: readonly ListedRoom[];
	people: readonly Profile[];
}

const MOST = 12;

/** Nothing typed: what is unread, then where one was lately, without the room in view; the inbox below. */
export function firstChoices({ client, recent, current }: Sources): Choice[] {
	const rooms = [...client.rooms.value.values()].filter(({ id, info }) => id !== current && !info.value.archived);
	const asks = (room: Room) => (isDirect(room) ? room.unread.value : room.mentions.value);
	const audible = rooms.filter(({ unread, notify }) => unread.value > 0 && notify.value !== "none");
	const waiting = audible.sort((a, b) => asks(b) - asks(a) || b.lastAt.value - a.lastAt.value);
	const rank = new Map(recent.map((id, at) => [id, at]));
	const others = rooms
		.filter((room) => !waiting.includes(room))
		.sort((a, b) => (rank.get(a.id) ?? MOST) - (rank.get(b.id) ?? MOST) || b.lastAt.value - a.lastAt.value);
	const inbox: Choice = { kind: "inbox", key: "inbox" };
	return [...[...waiting, ...others].slice(0, MOST - 1).map(roomChoice), inbox];
}

/** What fits best first; of what fits alike, where one is already comes before what one would join. */
export function fittingChoices(wanted: string, sources: Sources): Choice[] {
	const { client, recent, directory, people } = sources;
	const me = client.me.value?.id;
	const own = [...client.rooms.value.values()];
	const joined = new Set(own.map(({ id }) => id));
	const talkingTo = new Set(own.filter(isDirect).flatMap((room) => soleOther(room, me)));
	const text = wanted.trim().replace(/^[#@]/, "");
	const scored: { choice: Choice; score: number }[] = [];
	const add = (choice: Choice, names: readonly string[], bonus: number) => {
		const scores = names.map((name) => fuzzyScore(name, text)).filter((score) => score !== null);
		if (scores.length > 0) scored.push({ choice, score: Math.max(...scores) + bonus });
	};
	add({ kind: "inbox", key: "inbox" }, ["Inbox"], 0);
	for (const room of own) {
		const archived = room.info.value.archived ? -4 : 0;
		const names = [
			room.title.value,
			...(room.info.value.people ?? []).filter(({ id }) => id !== me).map(({ name }) => name),
		];
		add(roomChoice(room), names, (recent.includes(room.id) ? 3 : 2) + archived);
	}
	for (const person of people) {
		if (person.id === me || talkingTo.has(person.id)) continue;
		add({ kind: "person", key: `person:${person.id}`, person }, [person.name, person.display ?? person.name], 1);
	}
	for (const listed of directory) {
		if (!joined.has(listed.id) && !listed.archived) {
			add({ kind: "public", key: `public:${listed.id}`, listed }, [listed.name], 0);
		}
	}
	const sorted = scored.sort((a, b) => b.score - a.score);
	return sorted.slice(0, MOST).map(({ choice }) => choice);
}

function roomChoice(room: Room): Choice {
	return { kind: "room", key: `room:${room.id}`, room };
}

function isDirect({ info }: Room): boolean {
	return info.value.visibility === "direct";
}

function soleOther({ info }: Room, me: number | undefined): number[] {
	const others = info.value.people?.filter(({ id }) => id !== me) ?? [];
	return others.length === 1 ? others.map(({ id }) => id) : [];
}
