import type { Room, User } from "../../protocol/entities.ts";
import type { Outgoing } from "./outgoing.ts";

/** A group's direct room is a channel that no room's name can be; two people's is a query. */
const GROUP = /^#~(\d+)$/;

/** `nick!user@host`: nobody's address is shown. */
export function maskOf(user: User, serverName: string): string {
	return `${user.name}!${user.name}@${serverName}`;
}

/** Who did something, as a line tells it: a guest has no account. */
export function whoOf(user: User, serverName: string): Pick<Outgoing, "source" | "account"> {
	const source = maskOf(user, serverName);
	return user.guest ? { source } : { source, account: user.name };
}

/** A guest's is `*`. */
export function accountOf(user: User): string {
	return user.guest ? "*" : user.name;
}

export function channelOf(room: Room): string {
	return room.visibility === "direct" ? `#~${room.id}` : `#${room.name}`;
}

/** Whether this room is shown as a query with one person; oneself, where one writes notes. */
export function queryWith(room: Room, me: number): User | null {
	if (room.visibility !== "direct" || !room.people || room.people.length > 2) return null;
	return room.people.find(({ id }) => id !== me) ?? room.people[0] ?? null;
}

export function isChannel(target: string): boolean {
	return target.startsWith("#");
}

export function groupOf(channel: string): number | null {
	const id = GROUP.exec(channel)?.[1];
	return id === undefined ? null : Number(id);
}

/** Names a message over all rooms. */
export function msgidOf(room: number, seq: number): string {
	return `${room}-${seq}`;
}

/** Null for what is no message id of ours. */
export function placeOf(msgid: string): { room: number; seq: number } | null {
	const [, room, seq] = /^(\d{1,15})-(\d{1,15})$/.exec(msgid) ?? [];
	return room === undefined || seq === undefined ? null : { room: Number(room), seq: Number(seq) };
}

/** What somebody has sent, where it is told again before another parameter: never empty, and with no blank in it. */
export function asParam(text: string): string {
	return text === "" || text.includes(" ") || text.startsWith(":") ? "*" : text.slice(0, 64);
}
