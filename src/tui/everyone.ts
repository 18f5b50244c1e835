import type { Client } from "../client/client.ts";
import { callsMany } from "../client/everyone.ts";
import type { Room } from "../client/room.ts";

/** What to ask before so many are called; null where nothing is to be asked. */
export function everyoneQuestion({ client, room, body }: { client: Client; room: Room; body: string }): string | null {
	const calls = callsMany(client, room, body);
	return calls && `Tell ${calls.people} ${calls.people === 1 ? "person" : "people"} by @${calls.name}? y/n`;
}
