import { expect, test } from "bun:test";
import { startTestCore, type TestCore } from "../../test/support/core.ts";
import type { Signal } from "../bus/port.ts";
import type { Account } from "../protocol/entities.ts";
import type { Connection, EndReason, Person } from "./presence.ts";

interface FakeConnection extends Connection {
	ended: EndReason[];
}

function connection(session: number | null = null): FakeConnection {
	const ended: EndReason[] = [];
	return { gateway: "test", address: "127.0.0.1", session, ended, end: (reason) => void ended.push(reason) };
}

/** A core, whose rooms nobody announces anything in, with two accounts. */
async function start(): Promise<TestCore & { asha: Account; jun: Account; heard: Signal[] }> {
	const under = await startTestCore({ announce: false });
	const create = (name: string) => under.store.createAccount({ name, nameKey: name, passwordHash: "", at: 1 });
	const heard: Signal[] = [];
	const [asha, jun] = [await create("asha"), await create("jun")];
	under.core.events.subscribe((signal) => heard.push(signal));
	return Object.assign(under, { asha, jun, heard });
}

const fresh = { resumed: false };
const broken = { deliberate: false };
const names = (people: Iterable<Person>) => [...people].map(({ user }) => user.name);

test("a person is online with their first connection, and offline with their last", async () => {
	await using under = await start();
	const { asha, heard } = under;
	const { presence } = under.core;
	const [phone, laptop] = [connection(), connection()];
	const person = await presence.attach(asha, phone, fresh);
	expect(await presence.attach(asha, laptop, fresh)).toBe(person);
	expect(presence.isOnline(asha.id)).toBe(true);
	expect(presence.count).toBe(1);
	presence.detach(person, phone, broken);
	presence.detach(person, phone, broken);
	expect(presence.isOnline(asha.id)).toBe(true);
	presence.detach(person, laptop, broken);
	expect(presence.isOnline(asha.id)).toBe(false);
	expect(presence.get(asha.id)).toBeUndefined();
	const user = { id: asha.id, name: "asha" };
	expect(heard).toEqual([
		{ type: "presence", user, online: true },
		{ type: "presence", user, online: false },
	]);
});

test("connections that come at once are one person's", async () => {
	await using under = await start();
	const { presence } = under.core;
	const people = await Promise.all([1, 2, 3].map(() => presence.attach(under.asha, connection(), fresh)));
	expect(new Set(people).size).toBe(1);
	expect(people[0]?.connections.size).toBe(3);
	expect(under.heard).toHaveLength(1);
});

test("who connects is in their rooms, and who joins or leaves one is in it or not from then on", async () => {
	await using under = await start();
	const { asha, jun } = under;
	const { presence, rooms } = under.core;
	const lobby = await rooms.lobby();
	const host = await presence.attach(asha, connection(), fresh);
	const reef = await rooms.create(host, { name: "reef", visibility: "public", topic: "" });
	const guest = await presence.attach(jun, connection(), fresh);
	expect(guest.rooms).toEqual(new Set([lobby.id]));
	await rooms.join(guest, reef.id);
	expect(guest.rooms).toEqual(new Set([lobby.id, reef.id]));
	expect(names(presence.inRoom(reef.id))).toEqual(["asha", "jun"]);
	await rooms.leave(guest, reef.id);
	expect(guest.rooms).toEqual(new Set([lobby.id]));
	expect(names(presence.inRoom(reef.id))).toEqual(["asha"]);
	expect(names(presence.inRoom(lobby.id))).toEqual(["asha", "jun"]);
	const [own] = host.connections;
	if (own) presence.detach(host, own, broken);
	expect(names(presence.inRoom(reef.id))).toEqual([]);
	expect(names(presence.inRoom(lobby.id))).toEqual(["jun"]);
});

test("what one joins and leaves while one's rooms are being read counts", async () => {
	await using under = await start();
	const { asha, jun, store } = under;
	const { presence, rooms } = under.core;
	const host = await presence.attach(asha, connection(), fresh);
	const left = await rooms.create(host, { name: "left", visibility: "public", topic: "" });
	const joined = await rooms.create(host, { name: "joined", visibility: "public", topic: "" });
	await store.addMember({ room: left.id, user: jun, at: 1 });
	// The store has answered, but who asked has not heard it yet.
	const roomIdsOf = store.roomIdsOf;
	store.roomIdsOf = async (user) => {
		const answer = await roomIdsOf(user);
		store.roomIdsOf = roomIdsOf;
		await store.removeMember({ room: left.id, user: jun, at: 2 });
		await store.addMember({ room: joined.id, user: jun, at: 2 });
		return answer;
	};
	const guest = await presence.attach(jun, connection(), fresh);
	expect(guest.rooms).toEqual(new Set([(await rooms.lobby()).id, joined.id]));
	expect(names(presence.inRoom(joined.id))).toEqual(["asha", "jun"]);
	expect(names(presence.inRoom(left.id))).toEqual(["asha"]);
});

test("a revoked session ends its connections alone", async () => {
	await using under = await start();
	const { asha, jun } = under;
	const { presence, accounts } = under.core;
	const origin = { gateway: "web", address: "::1" };
	const { session: first, token } = await accounts.openSession(asha, origin);
	const { session: second } = await accounts.openSession(asha, origin);
	const [one, same, other, classic, stranger] = [
		connection(first),
		connection(first),
		connection(second),
		connection(null),
		connection(second + 1),
	];
	for (const each of [one, same, other, classic]) await presence.attach(asha, each, fresh);
	await presence.attach(jun, stranger, fresh);
	await accounts.logOut(await accounts.authenticate(token), { gateway: "web", address: "203.0.113.1" });
	expect([one, same, other, classic, stranger].map(({ ended }) => ended)).toEqual([
		["revoked"],
		["revoked"],
		[],
		[],
		[],
	]);
});

test("a new password ends the other sessions, and connections that have none", async () => {
	await using under = await start();
	const { presence, accounts } = under.core;
	const credentials = { name: "mara", passwordDigest: "old" };
	const origin = { gateway: "web", address: "::1" };
	const mara = await accounts.signUp(credentials, origin);
	const own = await accounts.openSession(mara, origin);
	const other = await accounts.openSession(mara, origin);
	const [here, there, classic] = [connection(own.session), connection(other.session), connection(null)];
	for (const each of [here, there, classic]) await presence.attach(mara, each, fresh);
	const session = await accounts.authenticate(own.token);
	await accounts.changePassword(session, { old: "old", new: "new" }, origin);
	expect([here, there, classic].map(({ ended }) => ended)).toEqual([[], ["revoked"], ["revoked"]]);
	await expect(accounts.authenticate(other.token)).rejects.toMatchObject({ code: "unauthorized" });
	await expect(accounts.logIn(credentials, origin)).rejects.toMatchObject({ code: "wrong_credentials" });
	expect(await accounts.logIn({ ...credentials, passwordDigest: "new" }, origin)).toEqual(mara);
});

test("what ends a connection ends one that has logged in and is not attached yet, until it is forgotten", async () => {
	await using under = await start();
	const { asha, jun } = under;
	const { presence, accounts } = under.core;
	const [waiting, given, others] = [connection(), connection(), connection()];
	presence.expect(asha.id, waiting);
	presence.expect(asha.id, given);
	presence.expect(jun.id, others);
	presence.forget(asha.id, given);
	await accounts.kick(asha);
	expect([waiting, given, others].map(({ ended }) => ended)).toEqual([["kicked"], [], []]);
	await presence.attach(jun, others, fresh);
	await accounts.kick(jun);
	expect(others.ended).toEqual(["kicked"]);
});

test("a kick ends every connection of the account, with a session or without, and nobody else's", async () => {
	await using under = await start();
	const { asha, jun } = under;
	const { presence, accounts } = under.core;
	const { session, token } = await accounts.openSession(asha, { gateway: "web", address: "::1" });
	const [web, classic, other] = [connection(session), connection(null), connection(null)];
	await presence.attach(asha, web, fresh);
	await presence.attach(asha, classic, fresh);
	await presence.attach(jun, other, fresh);
	await accounts.kick(asha);
	expect([web, classic, other].map(({ ended }) => ended)).toEqual([["kicked"], ["kicked"], []]);
	await expect(accounts.authenticate(token)).rejects.toMatchObject({ code: "unauthorized" });
});

test("a server that stops ends every connection, also those that detach while it does", async () => {
	await using under = await start();
	const { presence } = under.core;
	const ended: string[] = [];
	for (const account of [under.asha, under.jun]) {
		for (const device of ["phone", "laptop"]) {
			const each: Connection = {
				...connection(),
				end: (reason) => {
					ended.push(`${account.name} ${device} ${reason}`);
					presence.detach(person, each, { deliberate: true });
				},
			};
			const person = await presence.attach(account, each, fresh);
		}
	}
	under.core.stop();
	expect(ended.sort()).toEqual([
		"asha laptop stopping",
		"asha phone stopping",
		"jun laptop stopping",
		"jun phone stopping",
	]);
	expect(presence.count).toBe(0);
});
