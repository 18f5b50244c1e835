/**
 * What an address's hash names. Rooms: `#NAME` or `#~ID`, which a rename leaves good, and a direct room has only that;
 * `/SEQ` after it names a message, `/ROOT/SEQ` a reply in a thread. `#/inbox` is the inbox: no room's name holds a slash.
 */
export type Place =
	| { view: "inbox" }
	| { view: "room"; room: string | number | null; seq: number | null; thread: number | null };

export interface RoomName {
	id: number;
	name: string;
	visibility: string;
}

export const INBOX_HASH = "#/inbox";

/** Takes a hash with or without its `#`. A room of null is wherever one begins: the lobby. */
export function parsePlace(hash: string): Place {
	const text = hash.replace(/^#/, "");
	if (`#${text}` === INBOX_HASH) return { view: "inbox" };
	const [room = "", ...rest] = text.split("/");
	const numbers = rest.map(Number);
	const readable = numbers.length <= 2 && numbers.every((seq) => Number.isSafeInteger(seq) && seq > 0);
	const [first = null, second = null] = readable ? numbers : [];
	return {
		view: "room",
		room: roomOf(room),
		seq: second ?? first,
		thread: second === null ? null : first,
	};
}

function roomOf(text: string): string | number | null {
	if (/^~\d+$/.test(text)) return Number(text.slice(1));
	try {
		return decodeURIComponent(text) || null;
	} catch {
		return null;
	}
}

/** `#NAME`, or `#~ID` where the room has no name. */
export function hashOf({ id, name, visibility }: RoomName): string {
	return visibility === "direct" ? `#~${id}` : `#${encodeURIComponent(name)}`;
}

/** By the room's id, which stays the same when it is renamed. */
export function messageHash(room: number, seq: number, thread?: number): string {
	return `#~${room}/${thread === undefined ? "" : `${thread}/`}${seq}`;
}
