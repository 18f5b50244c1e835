import { join } from "node:path";
import type { SystemEvent } from "../../../src/protocol/entities.ts";
import { openSnapshot } from "../../../src/store/sqlite/moving/snapshot.ts";

export interface StoredLine {
	/** UTC: `2023-04-18 08:14`. */
	at: string;
	who: string | null;
	event: SystemEvent | null;
	body: string;
}

export function minuteOf(at: number): string {
	return new Date(at).toISOString().slice(0, 16).replace("T", " ");
}

/** The lobby of a data folder, in order. */
export function lobbyIn(data: string): StoredLine[] {
	const snapshot = openSnapshot(join(data, "parlour.db"));
	try {
		const names = new Map(snapshot.accounts().map(({ id, name }) => [id, name]));
		const [lobby] = snapshot.rooms();
		return [...snapshot.messages(lobby?.id ?? 0)].map(({ at, author, event, body }) => ({
			at: minuteOf(at),
			who: author === null ? null : (names.get(author) ?? "?"),
			event,
			body,
		}));
	} finally {
		snapshot.close();
	}
}

/** All that a data folder holds, with names in the place of ids: two that hold the same are equal. */
export function everythingIn(data: string) {
	const snapshot = openSnapshot(join(data, "parlour.db"));
	try {
		const accounts = snapshot.accounts();
		const names = new Map(accounts.map(({ id, name }) => [id, name]));
		const named = <T extends { user: number }>({ user, ...rest }: T) => ({ user: names.get(user), ...rest });
		const allNamed = (users: number[]) => users.map((user) => names.get(user));
		return {
			accounts: accounts.map(({ id: _, ...account }) => account),
			rooms: snapshot.rooms().map(({ id, nameKey, creator, moderators, speakers, masks, ...room }) => ({
				...room,
				...(room.visibility === "direct" ? {} : { nameKey }),
				creator: creator === null ? null : names.get(creator),
				moderators: allNamed(moderators),
				speakers: allNamed(speakers),
				masks: masks.map(({ by, ...mask }) => ({ ...mask, by: by === null ? null : names.get(by) })),
				members: snapshot.members(id).map(named),
				messages: [...snapshot.messages(id)].map((message) => ({
					...message,
					author: message.author === null ? null : names.get(message.author),
					replies: message.replies && { ...message.replies, users: allNamed(message.replies.users) },
					reactions: message.reactions.map(({ emoji, users }) => ({ emoji, users: allNamed(users) })),
					mentions: allNamed(message.mentions),
					named: allNamed(message.named),
				})),
				follows: snapshot.follows(id).map(named),
				saved: snapshot.saved(id).map(named),
				drafts: snapshot.drafts(id).map(named),
			})),
		};
	} finally {
		snapshot.close();
	}
}
