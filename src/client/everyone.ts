import type { Client } from "./client.ts";
import type { Room } from "./room.ts";

/** In a room with more than so many members, calling all of them is asked about first. */
const MANY = 20;
const CODE = /```[\s\S]*?(?:```|$)|~~~[\s\S]*?(?:~~~|$)|`[^`\n]*`/g;
const EVERYONE = /(?<![\p{L}\p{M}\p{N}_/@\\])@(room|here)(?![\p{L}\p{M}\p{N}_-])/giu;

/** `@room`, which is more than `@here`; null where nobody is called so. */
export function everyoneNamed(body: string): "room" | "here" | null {
	const named = [...body.replace(CODE, " ").matchAll(EVERYONE)].map(([, name = ""]) => name.toLowerCase());
	if (named.includes("room")) return "room";
	return named.includes("here") ? "here" : null;
}

/** How many others a body would call, where that is so many that its author is to be asked; null else, and where the members are not known. */
export function callsMany(client: Client, room: Room, body: string): { name: "room" | "here"; people: number } | null {
	const name = everyoneNamed(body);
	const members = room.members.peek();
	if (!name || !members || members.length <= MANY || room.info.peek().visibility === "direct") return null;
	const me = client.me.peek()?.id;
	const online = client.online.peek();
	const called = members.filter(({ id }) => id !== me && (name === "room" || online.has(id)));
	return called.length > 0 ? { name, people: called.length } : null;
}
