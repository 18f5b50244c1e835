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

/** Of one command that talks; TARGMAX announces it. */
export const MOST_TARGETS = 4;

export function isChannel(target: string): boolean {
	return target.startsWith("#");
}

export function groupOf(channel: string): number | null {
	const id = GROUP.exec(channel)?.[1];
	return id === undefined ? null : Number(id);
}

/** Names a message over all rooms; `rev`: the line that tells of this edit of it. */
export function msgidOf(room: number, seq: number, rev?: number): string {
	return rev === undefined ? `${room}-${seq}` : `${room}-${seq}-${rev}`;
}

/** Whichever edit of it is named. Null for what is no message id of ours. */
export function placeOf(msgid: string): { room: number; seq: number } | null {
	const [, room, seq] = /^(\d{1,15})-(\d{1,15})(?:-\d{1,15})?$/.exec(msgid) ?? [];
	return room === undefined || seq === undefined ? null : { room: Number(room), seq: Number(seq) };
}

/** What somebody has sent, where it is told again before another parameter: never empty, and with no blank in it. */
export function asParam(text: string): string {
	return text === "" || text.includes(" ") || text.startsWith(":") ? "*" : text.slice(0, 64);
}
