import type { ComposerModel } from "./composer-model.ts";

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

/** What to ask before so many are called; null where nothing is to be asked. */
export async function everyoneQuestion({ client, room }: ComposerModel, body: string): Promise<string | null> {
	const name = everyoneNamed(body);
	if (!name || room.info.peek().visibility === "direct") return null;
	if (room.members.peek() === null) await client.loadMembers(room).catch(() => undefined);
	const members = room.members.peek();
	if (!members || members.length <= MANY) return null;
	const me = client.me.peek()?.id;
	const online = client.online.peek();
	const called = members.filter(({ id }) => id !== me && (name === "room" || online.has(id)));
	return `@${name} will notify ${called.length === 1 ? "1 person" : `${called.length} people`}`;
}
