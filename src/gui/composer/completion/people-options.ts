import type { Client } from "../../../client/client.ts";
import type { Room } from "../../../client/room.ts";
import type { Profile, User } from "../../../protocol/entities.ts";
import { fold, rankOf } from "./fold.ts";
import type { Option } from "./option.ts";

const MOST = 30;
/** Who spoke in the last so many messages comes first. */
const RECENT = 60;

function optionOf(user: User, display: string | undefined, detail: string): Option {
	const label = display ?? user.name;
	const details = [display === undefined ? "" : `@${user.name}`, detail].filter((part) => part !== "");
	return {
		key: `@${user.id}`,
		insert: `@${user.name} `,
		label,
		detail: details.join(" · "),
		sign: { kind: "person", user },
	};
}

/** The members whose names, or the names they show, fit; those who spoke last come first. */
export function memberOptions(client: Client, room: Room, query: string): Option[] {
	const members = room.members.value ?? room.info.value.people ?? [];
	const me = client.me.value?.id;
	const wanted = fold(query);
	const spoke = recentAuthors(room);
	const fitting = members.flatMap((user) => {
		if (user.id === me) return [];
		const display = client.people.profile(user.id)?.display;
		const ranks = [rankOf(user.name, wanted), display === undefined ? null : rankOf(display, wanted)];
		const rank = Math.min(...ranks.map((rank) => rank ?? 9));
		return rank === 9 ? [] : [{ user, display, rank, spoke: spoke.get(user.id) ?? RECENT }];
	});
	fitting.sort((a, b) => a.rank - b.rank || a.spoke - b.spoke || a.user.name.localeCompare(b.user.name));
	return fitting.slice(0, MOST).map(({ user, display }) => optionOf(user, display, ""));
}

function recentAuthors(room: Room): Map<number, number> {
	const authors = room.messages.peek().slice(-RECENT).toReversed();
	const spoke = new Map<number, number>();
	for (const [index, { author }] of authors.entries()) {
		if (author && !spoke.has(author.id)) spoke.set(author.id, index);
	}
	return spoke;
}

/** Those who are not in the room. */
export function otherOptions(room: Room, found: readonly Profile[]): Option[] {
	const members = new Set((room.members.peek() ?? []).map(({ id }) => id));
	return found
		.filter(({ id }) => !members.has(id))
		.map((person) => optionOf({ id: person.id, name: person.name }, person.display, "not in this room"));
}

/** `@here` and `@room`, where there is a room to call. */
export function everyoneOptions(room: Room, query: string): Option[] {
	if (room.info.value.visibility === "direct") return [];
	const wanted = query.toLowerCase();
	return (["here", "room"] as const)
		.filter((name) => name.startsWith(wanted))
		.map((name) => ({
			key: `@${name}`,
			insert: `@${name} `,
			label: `@${name}`,
			detail: name === "here" ? "Everybody who is here now" : "Everybody in this room",
			sign: { kind: "sign", char: "@" },
		}));
}
