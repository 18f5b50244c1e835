import { expect } from "bun:test";
import type { Message, User } from "../../protocol/entities.ts";
import { type ErrorCode, ParlourError } from "../../protocol/errors.ts";
import type { Committed, RoomChange, Store } from "../port.ts";

export interface StoreUnderTest extends AsyncDisposable {
	store: Store;
	/** Closes the store and opens it again, as a server that is started again does. */
	reopen(): Promise<Store>;
}

/** Gives an empty store. */
export type Start = () => Promise<StoreUnderTest>;

export const AT = Date.UTC(2026, 10, 22, 12);
export const DAY_MS = 24 * 60 * 60_000;

export async function codeOf(refused: Promise<unknown>): Promise<ErrorCode> {
	try {
		await refused;
	} catch (cause) {
		if (cause instanceof ParlourError) return cause.code;
		throw cause;
	}
	throw new Error("it was not refused");
}

export async function createAccount(store: Store, name: string): Promise<User> {
	const { id } = await store.createAccount({ name, nameKey: name.toLowerCase(), passwordHash: "hash", at: AT });
	return { id, name };
}

export async function createRoom(store: Store, creator: User, name = "reef"): Promise<number> {
	const input = { name, nameKey: name.toLowerCase(), topic: "", visibility: "public" as const, creator, at: AT };
	return (await store.createRoom(input)).room.id;
}

export function post(store: Store, room: number, author: User, body: string, nonce: string | null = null) {
	return store.postMessage({ room, author, body, nonce, at: AT });
}

export function join(store: Store, room: number, user: User) {
	return store.addMember({ room, user, at: AT });
}

export function leave(store: Store, room: number, user: User) {
	return store.removeMember({ room, user, at: AT });
}

/** All that takes membership, called at once, in this order; of each the code of its refusal. */
export function refusalsOf(store: Store, room: number, by: User, seq: number, whom: User): Promise<ErrorCode[]> {
	const refused: Promise<unknown>[] = [
		post(store, room, by, "x"),
		store.editMessage({ room, seq, by, body: "x", at: AT }),
		store.deleteMessage({ room, seq, by, anyone: false, at: AT }),
		store.deleteMessage({ room, seq, by, anyone: true, at: AT }),
		store.setTopic({ room, by, topic: "x", at: AT }),
		store.addMember({ room, user: whom, invitedBy: by, at: AT }),
		store.addMember({ room, user: by, invitedBy: by, at: AT }),
	];
	return Promise.all(refused.map(codeOf));
}

export const ALL_NOT_FOUND: ErrorCode[] = Array(7).fill("not_found");

export async function headOf(store: Store, room: number): Promise<number> {
	return (await store.page(room, {}, 1)).head;
}

/** The room's whole log, by `seq`. */
export async function logOf(store: Store, room: number): Promise<Message[]> {
	const { messages, more } = await store.page(room, {}, 10_000);
	expect(more).toBe(false);
	return messages;
}

export function changesIn(committed: readonly Committed[], room: number): RoomChange[] {
	return committed.flatMap((item) => (item.type === "change" && item.change.room === room ? [item.change] : []));
}

/** All that the store told of since the call. */
export function listen(store: Store): Committed[] {
	const heard: Committed[] = [];
	store.onCommit((committed) => void heard.push(...committed));
	return heard;
}

export function oneTo(count: number): number[] {
	return Array.from({ length: count }, (_, index) => index + 1);
}

/** A room of these people, by the first of them; each of the others has joined it. The next number is `people.length + 1`. */
export async function roomOfPeople(store: Store, ...names: string[]): Promise<{ room: number; people: User[] }> {
	const people: User[] = [];
	for (const name of names) people.push(await createAccount(store, name));
	const [creator = expect.unreachable(), ...others] = people;
	const room = await createRoom(store, creator);
	for (const user of others) await join(store, room, user);
	return { room, people };
}

export async function seqOf(posted: Promise<{ change: RoomChange }>): Promise<number> {
	return (await posted).change.message.seq;
}
