import type { User } from "../protocol/entities.ts";
import { COMMANDS } from "./commands/commands.ts";
import type { PersonWord, Words } from "./editor/completion.ts";
import { emojiByName } from "./editor/emoji.ts";
import type { Workspace } from "./workspace.ts";

/** What completion draws on. */
export function wordsOf(workspace: Workspace): Words {
	const { client, rooms } = workspace;
	const words = (people: readonly User[]): PersonWord[] => {
		const me = client.me.peek()?.id;
		const others = new Map(people.filter(({ id }) => id !== me).map((person) => [person.id, person]));
		return [...others.values()].map(({ id, name }) => ({ name, display: client.people.profile(id)?.display ?? null }));
	};
	return {
		people() {
			const { room, log } = workspace;
			const authors = log.peek()?.messages.flatMap(({ author }) => author ?? []) ?? [];
			return words([...(room.peek()?.members.peek() ?? []), ...authors]);
		},
		everybody: () => words(rooms.peek().flatMap(({ members, info }) => members.peek() ?? info.peek().people ?? [])),
		rooms: () => rooms.peek().flatMap(({ info }) => info.peek().name || []),
		commands: () => COMMANDS.map(({ name }) => name),
		emoji: emojiByName,
	};
}
