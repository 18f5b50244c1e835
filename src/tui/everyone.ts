import type { Client } from "../client/client.ts";
import type { Room } from "../client/room.ts";

/** In a room with more than so many members, calling all of them is asked about first. */
const MANY = 20;
const CODE = /```[\s\S]*?(?:```|$)|`[^`\n]*`/g;
const EVERYONE = /(?<![\p{L}\p{M}\p{N}_/@\\])@(room|here)(?![\p{L}\p{M}\p{N}_-])/giu;

/** What to ask before so many are called; null where nothing is to be asked. */
export function everyoneQuestion({ client, room, body }: { client: Client; room: Room; body: string }): string | null {
	const names = [...body.replace(CODE, " ").matchAll(EVERYONE)].map(([, name = ""]) => name.toLowerCase());
	const members = room.members.peek() ?? [];
	if (names.length === 0 || members.length <= MANY) return null;
	const online = client.online.peek();
	const me = client.me.peek()?.id;
	const name = names.includes("room") ? "room" : "here";
	const called = members.filter(({ id }) => id !== me && (name === "room" || online.has(id))).length;
	return called > 0 ? `Tell ${called} ${called === 1 ? "person" : "people"} by @${name}? y/n` : null;
}
