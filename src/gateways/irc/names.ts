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

/** In a query the one reads their own name, and the writer's other clients the name that they wrote to. */
export function targetFor(room: Room, reader: User, author: number): string {
	const other = queryWith(room, reader.id);
	if (!other) return channelOf(room);
	return author === reader.id ? other.name : reader.name;
}

/** What a room is called towards somebody who is in it: a channel, or whom they talk with. */
export function targetOf(room: Room, me: number): string {
	return queryWith(room, me)?.name ?? channelOf(room);
}

export function isChannel(target: string): boolean {
	return target.startsWith("#");
}

export function groupOf(channel: string): number | null {
	const id = GROUP.exec(channel)?.[1];
	return id === undefined ? null : Number(id);
}

/** As CASEMAPPING=ascii has it. */
export function isSameName(one: string, other: string): boolean {
	return inLowerCase(one) === inLowerCase(other);
}

function inLowerCase(name: string): string {
	return name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** Names a message over all rooms; `rev`: the line that tells of this edit of it. */
export function msgidOf(room: number, seq: number, rev?: number): string {
	return rev === undefined ? `${room}-${seq}` : `${room}-${seq}-${rev}`;
}

/**
 * The message, whichever edit of it is named; `line` is where the line of that id stood in the room's log. Null for what
 * is no message id of ours.
 */
export function placeOf(msgid: string): { room: number; seq: number; line: number } | null {
	const [, room, seq, rev] = /^(\d{1,15})-(\d{1,15})(?:-(\d{1,15}))?$/.exec(msgid) ?? [];
	if (room === undefined || seq === undefined) return null;
	return { room: Number(room), seq: Number(seq), line: Number(rev ?? seq) };
}

/** What somebody has sent, where it is told again: as much of it as they will know it by. */
export function asParam(text: string): string {
	return text.slice(0, 64);
}
