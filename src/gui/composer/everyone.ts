import { callsMany, everyoneNamed } from "../../client/everyone.ts";
import type { ComposerModel } from "./composer-model.ts";

/** What to ask before so many are called; null where nothing is to be asked. */
export async function everyoneQuestion({ client, room }: ComposerModel, body: string): Promise<string | null> {
	if (everyoneNamed(body) && room.members.peek() === null) await client.loadMembers(room).catch(() => undefined);
	const calls = callsMany(client, room, body);
	return calls && `@${calls.name} will notify ${calls.people === 1 ? "1 person" : `${calls.people} people`}`;
}
