import type { Client } from "../../src/client/client.ts";
import type { Room } from "../../src/client/room.ts";
import type { Message } from "../../src/protocol/entities.ts";
import { connect, lobbyOf } from "../support/person.ts";

/** Loads all that there is of a room. */
export async function loadWhole(client: Client, room: Room): Promise<readonly Message[]> {
	await client.open(room);
	while (room.hasOlder.peek()) await client.loadOlder(room);
	return room.messages.peek();
}

/** The whole lobby as somebody sees it who comes for the first time. */
export async function freshLog(url: string, name: string, token: string): Promise<readonly Message[]> {
	const fresh = await connect(url, name, token);
	try {
		return await loadWhole(fresh, lobbyOf(fresh));
	} finally {
		fresh.stop();
	}
}
