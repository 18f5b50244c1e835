import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import type { Message, User } from "../protocol/entities.ts";
import { type ErrorCode, ParlourError } from "../protocol/errors.ts";
import type { Committed, RoomChange, Store } from "./port.ts";

export interface StoreUnderTest extends AsyncDisposable {
	store: Store;
	/** Closes the store and opens it again, as a server that is started again does. */
	reopen(): Promise<Store>;
}

const AT = Date.UTC(2026, 10, 22, 12);
const DAY_MS = 24 * 60 * 60_000;

async function codeOf(refused: Promise<unknown>): Promise<ErrorCode> {
	try {
		await refused;
	} catch (cause) {
		if (cause instanceof ParlourError) return cause.code;
		throw cause;
	}
	throw new Error("it was not refused");
}

async function createAccount(store: Store, name: string): Promise<User> {
	const { id } = await store.createAccount({ name, nameKey: name.toLowerCase(), passwordHash: "hash", at: AT });
	return { id, name };
}

async function createRoom(store: Store, creator: User, name = "reef"): Promise<number> {
	const input = { name, nameKey: name.toLowerCase(), topic: "", visibility: "public" as const, creator, at: AT };
	return (await store.createRoom(input)).room.id;
}

function post(store: Store, room: number, author: User, body: string, nonce: string | null = null) {
	return store.postMessage({ room, author, body, nonce, at: AT });
}

function join(store: Store, room: number, user: User) {
	return store.addMember({ room, user, at: AT });
}

function leave(store: Store, room: number, user: User) {
	return store.removeMember({ room, user, at: AT });
}

/** All that takes membership, called at once, in this order; of each the code of its refusal. */
function refusalsOf(store: Store, room: number, by: User, seq: number, whom: User): Promise<ErrorCode[]> {
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

const ALL_NOT_FOUND: ErrorCode[] = Array(7).fill("not_found");

async function headOf(store: Store, room: number): Promise<number> {
	return (await store.page(room, null, 1)).head;
}

/** The room's whole log, by `seq`. */
async function logOf(store: Store, room: number): Promise<Message[]> {
	const { messages, more } = await store.page(room, null, 10_000);
	expect(more).toBe(false);
	return messages;
}

function changesIn(committed: readonly Committed[], room: number): RoomChange[] {
	return committed.flatMap((item) => (item.type === "change" && item.change.room === room ? [item.change] : []));
}

/** All that the store told of since the call. */
function listen(store: Store): Committed[] {
	const heard: Committed[] = [];
	store.onCommit((committed) => void heard.push(...committed));
	return heard;
}

function oneTo(count: number): number[] {
	return Array.from({ length: count }, (_, index) => index + 1);
}

/** What every store promises core; `start` gives an empty one. */
export function storeContract(name: string, start: () => Promise<StoreUnderTest>): void {
	describe(`the store contract on ${name}`, () => {
		describe("the numbers of a room", () => {
			test("a new room's creation is number 1, and each post takes the next", async () => {
				await using under = await start();
				const { store } = under;
				const asha = await createAccount(store, "asha");
				const room = await createRoom(store, asha);
				const { change } = await post(store, room, asha, "ahoy", "nonce-01");
				expect(change).toEqual({
					room,
					message: { seq: 2, rev: 2, at: AT, kind: "text", author: asha, body: "ahoy", nonce: "nonce-01" },
				});
				expect(await logOf(store, room)).toEqual([
					{ seq: 1, rev: 1, at: AT, kind: "system", event: "created", author: asha, body: "" },
					change.message,
				]);
				expect(await headOf(store, room)).toBe(2);
			});

			test("an edit and a deletion take the next number and keep their message's place", async () => {
				await using under = await start();
				const { store } = under;
				const asha = await createAccount(store, "asha");
				const room = await createRoom(store, asha);
				for (const body of ["one", "two", "three"]) await post(store, room, asha, body);
				const edited = await store.editMessage({ room, seq: 2, by: asha, body: "one!", at: AT + 1 });
				const deleted = await store.deleteMessage({ room, seq: 3, by: asha, anyone: false, at: AT + 2 });
				expect(edited?.message).toEqual({
					seq: 2,
					rev: 5,
					at: AT,
					kind: "text",
					author: asha,
					body: "one!",
					editedAt: AT + 1,
				});
				expect(deleted?.message).toEqual({
					seq: 3,
					rev: 6,
					at: AT,
					kind: "text",
					author: asha,
					body: "",
					deleted: true,
				});
				const log = await logOf(store, room);
				expect(log.map(({ seq, rev, body }) => [seq, rev, body])).toEqual([
					[1, 1, ""],
					[2, 5, "one!"],
					[3, 6, ""],
					[4, 4, "three"],
				]);
				expect(await headOf(store, room)).toBe(6);
			});

			test("a deleted message that was edited before shows nothing of its edit", async () => {
				await using under = await start();
				const { store } = under;
				const asha = await createAccount(store, "asha");
				const room = await createRoom(store, asha);
				await post(store, room, asha, "one");
				await store.editMessage({ room, seq: 2, by: asha, body: "one!", at: AT });
				await store.deleteMessage({ room, seq: 2, by: asha, anyone: false, at: AT });
				const [, tombstone] = await logOf(store, room);
				expect(tombstone).toEqual({ seq: 2, rev: 4, at: AT, kind: "text", author: asha, body: "", deleted: true });
			});

			test("what changes nothing takes no number and is told to nobody", async () => {
				await using under = await start();
				const { store } = under;
				const asha = await createAccount(store, "asha");
				const room = await createRoom(store, asha);
				await post(store, room, asha, "same");
				await post(store, room, asha, "gone");
				await store.deleteMessage({ room, seq: 3, by: asha, anyone: false, at: AT });
				const heard = listen(store);
				expect(await store.editMessage({ room, seq: 2, by: asha, body: "same", at: AT })).toBeNull();
				expect(await store.deleteMessage({ room, seq: 3, by: asha, anyone: false, at: AT })).toBeNull();
				expect((await store.addMember({ room, user: asha, at: AT })).changes).toEqual([]);
				expect(heard).toEqual([]);
				expect(await headOf(store, room)).toBe(4);
			});

			test("concurrent posts to several rooms get each room's numbers without a hole or a double", async () => {
				await using under = await start();
				const { store } = under;
				const people = await Promise.all(["asha", "jun", "mara"].map((name) => createAccount(store, name)));
				const [asha = { id: 0, name: "" }] = people;
				const rooms = await Promise.all(["one", "two", "three"].map((name) => createRoom(store, asha, name)));
				for (const room of rooms) for (const user of people.slice(1)) await join(store, room, user);
				const posts = oneTo(120).flatMap((number) =>
					people.map((author) => post(store, rooms[number % rooms.length] ?? 0, author, `${number}`)),
				);
				const posted = (await Promise.all(posts)).map(({ change }) => change);
				for (const room of rooms) {
					const numbers = posted.filter((change) => change.room === room).map(({ message }) => message.seq);
					expect(numbers.toSorted((a, b) => a - b)).toEqual(oneTo(120).map((number) => number + 3));
					expect(await headOf(store, room)).toBe(123);
				}
			});

			test("one author's posts keep the order in which they were given, in one batch and over many", async () => {
				await using under = await start();
				const { store } = under;
				const asha = await createAccount(store, "asha");
				const room = await createRoom(store, asha);
				const posts = oneTo(60).map(async (number) => {
					if (number > 30) await post(store, room, asha, `early ${number}`);
					return post(store, room, asha, `${number}`);
				});
				await Promise.all(posts);
				const bodies = (await logOf(store, room)).map(({ body }) => body);
				expect(bodies.filter((body) => /^\d+$/.test(body))).toEqual(oneTo(60).map(String));
			});

			test("writing in a room that does not exist is not_found", async () => {
				await using under = await start();
				const { store } = under;
				const asha = await createAccount(store, "asha");
				const room = 4711;
				expect(await codeOf(post(store, room, asha, "x"))).toBe("not_found");
				expect(await codeOf(store.postEvent({ room, event: "said", author: null, body: "x", at: AT }))).toBe(
					"not_found",
				);
				expect(await codeOf(store.editMessage({ room, seq: 1, by: asha, body: "x", at: AT }))).toBe("not_found");
				expect(await codeOf(store.deleteMessage({ room, seq: 1, by: asha, anyone: true, at: AT }))).toBe("not_found");
				expect(await codeOf(store.addMember({ room, user: asha, at: AT }))).toBe("not_found");
				expect(await codeOf(store.removeMember({ room, user: asha, at: AT }))).toBe("not_found");
				expect(await codeOf(store.setTopic({ room, by: asha, topic: "x", at: AT }))).toBe("not_found");
				expect(await codeOf(store.markRead({ room, user: asha.id, seq: 1 }))).toBe("not_found");
				expect(await codeOf(store.clearRoom({ room, at: AT }))).toBe("not_found");
			});
		});

		describe("nonces", () => {
			test("the same nonce again gives the message that was posted then, and no second one", async () => {
				await using under = await start();
				const { store } = under;
				const asha = await createAccount(store, "asha");
				const room = await createRoom(store, asha);
				const first = await post(store, room, asha, "ahoy", "nonce-01");
				const heard = listen(store);
				const second = await post(store, room, asha, "ahoy", "nonce-01");
				expect(first.duplicate).toBe(false);
				expect(second).toEqual({ change: first.change, duplicate: true });
				expect(heard).toEqual([]);
				expect(await headOf(store, room)).toBe(2);
			});

			test("also where they come at once, before the first is acknowledged", async () => {
				await using under = await start();
				const { store } = under;
				const asha = await createAccount(store, "asha");
				const room = await createRoom(store, asha);
				const posts = await Promise.all(oneTo(8).map(() => post(store, room, asha, "ahoy", "nonce-01")));
				expect(posts.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
				expect(new Set(posts.map(({ change }) => change.message.seq))).toEqual(new Set([2]));
				expect(await headOf(store, room)).toBe(2);
			});

			test("a nonce of another author is another nonce", async () => {
				await using under = await start();
				const { store } = under;
				const asha = await createAccount(store, "asha");
				const jun = await createAccount(store, "jun");
				const room = await createRoom(store, asha);
				await join(store, room, jun);
				await post(store, room, asha, "hers", "nonce-01");
				const his = await post(store, room, jun, "his", "nonce-01");
				expect(his.duplicate).toBe(false);
				expect(his.change.message).toMatchObject({ seq: 4, author: jun, body: "his" });
			});

			test("a nonce counts in every room, and gives the message as it is now", async () => {
				await using under = await start();
				const { store } = under;
				const asha = await createAccount(store, "asha");
				const room = await createRoom(store, asha);
				const other = await createRoom(store, asha, "other");
				await post(store, room, asha, "ahoy", "nonce-01");
				const edited = await store.editMessage({ room, seq: 2, by: asha, body: "ahoy!", at: AT });
				const again = await post(store, other, asha, "ahoy", "nonce-01");
				expect(again.duplicate).toBe(true);
				expect(again.change).toEqual({ room, message: edited?.message ?? expect.unreachable() });
				expect(await headOf(store, other)).toBe(1);
			});

			test("without a nonce the same words are posted as often as they are said", async () => {
				await using under = await start();
				const { store } = under;
				const asha = await createAccount(store, "asha");
				const room = await createRoom(store, asha);
				await post(store, room, asha, "ahoy");
				expect((await post(store, room, asha, "ahoy")).duplicate).toBe(false);
				expect(await headOf(store, room)).toBe(3);
			});
		});

		describe("accounts, invites and sessions", () => {
			test("the first account becomes the owner, the others members, and all are in the lobby", async () => {
				await using under = await start();
				const { store } = under;
				const base = { passwordHash: "hash", at: AT };
				const asha = await store.createAccount({ ...base, name: "Asha", nameKey: "asha" });
				const jun = await store.createAccount({ ...base, name: "Jun", nameKey: "jun" });
				expect([asha.role, jun.role]).toEqual(["owner", "member"]);
				expect(await store.account(asha.id)).toEqual({ id: asha.id, name: "Asha", role: "owner" });
				expect(await store.accountByKey("jun")).toEqual({ ...jun, passwordHash: "hash" });
				const lobby = await store.lobby();
				expect(lobby.lobby).toBe(true);
				expect((await store.members(lobby.id)).map(({ name }) => name)).toEqual(["Asha", "Jun"]);
			});

			test("of many first accounts at once one is the owner", async () => {
				await using under = await start();
				const { store } = under;
				const base = { passwordHash: "hash", at: AT };
				const accounts = await Promise.all(
					oneTo(10).map((n) => store.createAccount({ ...base, name: `p${n}`, nameKey: `p${n}` })),
				);
				expect(accounts.filter(({ role }) => role === "owner")).toHaveLength(1);
				expect(await store.countAccounts()).toBe(10);
			});

			test("a name's key is taken once, also by two who ask at once", async () => {
				await using under = await start();
				const { store } = under;
				const input = { nameKey: "asha", passwordHash: "hash", at: AT };
				const outcomes = await Promise.allSettled(
					["asha", "Asha", "ASHA"].map((name) => store.createAccount({ ...input, name })),
				);
				expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
				expect(await codeOf(store.createAccount({ ...input, name: "aSHA" }))).toBe("name_taken");
				expect(await store.countAccounts()).toBe(1);
			});

			test("only the first account is made where only the first is wanted", async () => {
				await using under = await start();
				const { store } = under;
				const create = (name: string) =>
					store.createAccount({ name, nameKey: name, passwordHash: "hash", onlyFirst: true, at: AT });
				const outcomes = await Promise.allSettled(["asha", "jun"].map(create));
				expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
				expect(await codeOf(create("mara"))).toBe("sign_up_closed");
			});

			test("an invite lets one person in, also of two who use it at once", async () => {
				await using under = await start();
				const { store } = under;
				await store.createInvite({ codeHash: "invite", at: AT, expiresAt: AT + DAY_MS });
				expect(await store.inviteIsOpen("invite", AT)).toBe(true);
				const create = (name: string) =>
					store.createAccount({ name, nameKey: name, passwordHash: "hash", inviteHash: "invite", at: AT });
				const outcomes = await Promise.allSettled(["asha", "jun"].map(create));
				expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
				expect(await codeOf(create("mara"))).toBe("invite_invalid");
				expect(await store.inviteIsOpen("invite", AT)).toBe(false);
				expect(await store.countAccounts()).toBe(1);
			});

			test("an invite is not used up by a sign-up that is refused, and ends when its time is over", async () => {
				await using under = await start();
				const { store } = under;
				await createAccount(store, "asha");
				await store.createInvite({ codeHash: "invite", at: AT, expiresAt: AT + DAY_MS });
				const create = (name: string, at: number) =>
					store.createAccount({ name, nameKey: name, passwordHash: "hash", inviteHash: "invite", at });
				expect(await codeOf(create("asha", AT))).toBe("name_taken");
				expect(await store.inviteIsOpen("invite", AT + DAY_MS - 1)).toBe(true);
				expect(await store.inviteIsOpen("invite", AT + DAY_MS)).toBe(false);
				expect(await codeOf(create("jun", AT + DAY_MS))).toBe("invite_invalid");
				expect((await create("jun", AT + DAY_MS - 1)).name).toBe("jun");
			});

			test("a password that is set is the one that is found", async () => {
				await using under = await start();
				const { store } = under;
				const asha = await createAccount(store, "asha");
				await store.setPassword({ user: asha.id, passwordHash: "another" });
				expect((await store.accountByKey("asha"))?.passwordHash).toBe("another");
			});

			test("a session is found by its token's hash until it is ended", async () => {
				await using under = await start();
				const { store } = under;
				const asha = await createAccount(store, "asha");
				const jun = await createAccount(store, "jun");
				const open = (user: User, tokenHash: string) =>
					store.openSession({ user: user.id, tokenHash, gateway: "web", address: "::1", at: AT });
				const first = await open(asha, "t1");
				const second = await open(asha, "t2");
				await open(jun, "t3");
				expect(await store.session("t1")).toEqual({ id: first, account: { ...asha, role: "owner" } });
				await store.endSession({ session: first });
				expect(await store.session("t1")).toBeNull();
				expect(await store.endSessions({ user: asha.id })).toEqual([second]);
				expect(await store.session("t2")).toBeNull();
				expect((await store.session("t3"))?.account.name).toBe("jun");
			});

			test("an ended session's number is not given to another", async () => {
				await using under = await start();
				const { store } = under;
				const asha = await createAccount(store, "asha");
				const open = (tokenHash: string) =>
					store.openSession({ user: asha.id, tokenHash, gateway: "web", address: "::1", at: AT });
				const first = await open("t1");
				await store.endSession({ session: first });
				expect(await open("t2")).not.toBe(first);
			});

			test("what is not there is null", async () => {
				await using under = await start();
				const { store } = under;
				expect(await store.accountByKey("nobody")).toBeNull();
				expect(await store.account(99)).toBeNull();
				expect(await store.session("none")).toBeNull();
				expect(await store.room(99)).toBeNull();
				expect(await store.roomByKey("nowhere")).toBeNull();
				expect(await store.roomOf(99, 1)).toBeNull();
				expect(await store.inviteIsOpen("none", AT)).toBe(false);
			});
		});

		describe("rooms and members", () => {
			test("a room's name is taken once, also by two who ask at once", async () => {
				await using under = await start();
				const { store } = under;
				const asha = await createAccount(store, "asha");
				const outcomes = await Promise.allSettled(["reef", "Reef"].map((name) => createRoom(store, asha, name)));
				expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
				expect(await codeOf(createRoom(store, asha, "REEF"))).toBe("name_taken");
				expect(await codeOf(createRoom(store, asha, "lobby"))).toBe("name_taken");
			});

			test("a room is what its creator asked for, and the creator is its only member", async () => {
				await using under = await start();
				const { store } = under;
				const asha = await createAccount(store, "asha");
				const input = { name: "Reef", nameKey: "reef", topic: "fish", creator: asha, at: AT };
				const { room, change } = await store.createRoom({ ...input, visibility: "private" });
				expect(room).toEqual({ id: room.id, name: "Reef", topic: "fish", visibility: "private" });
				expect(change.membership).toEqual({ user: asha.id, member: true });
				expect(await store.room(room.id)).toEqual(room);
				expect(await store.roomByKey("reef")).toEqual(room);
				expect(await store.members(room.id)).toEqual([asha]);
			});

			test("joining, being brought in and leaving are told with the membership that they change", async () => {
				await using under = await start();
				const { store } = under;
				const [asha, jun, mara] = [
					await createAccount(store, "asha"),
					await createAccount(store, "jun"),
					await createAccount(store, "mara"),
				];
				const room = await createRoom(store, asha);
				const heard = listen(store);
				const joined = await store.addMember({ room, user: jun, at: AT });
				const invited = await store.addMember({ room, user: mara, invitedBy: asha, at: AT });
				const left = await store.removeMember({ room, user: jun, at: AT });
				const changes = [...joined.changes, ...invited.changes, left.change];
				expect(
					changes.map(({ message, membership }) => [message.event, message.author, message.body, membership]),
				).toEqual([
					["joined", jun, "", { user: jun.id, member: true }],
					["invited", asha, "mara", { user: mara.id, member: true }],
					["left", jun, "", { user: jun.id, member: false }],
				]);
				expect(changesIn(heard, room)).toEqual(changes);
				expect(await store.members(room)).toEqual([asha, mara]);
				expect(await codeOf(store.removeMember({ room, user: jun, at: AT }))).toBe("not_found");
			});

			test("of two who bring in the same person one does", async () => {
				await using under = await start();
				const { store } = under;
				const asha = await createAccount(store, "asha");
				const jun = await createAccount(store, "jun");
				const room = await createRoom(store, asha);
				const added = await Promise.all(oneTo(2).map(() => store.addMember({ room, user: jun, at: AT })));
				expect(added.flatMap(({ changes }) => changes)).toHaveLength(1);
				expect(await headOf(store, room)).toBe(2);
			});

			test("a topic is set and told", async () => {
				await using under = await start();
				const { store } = under;
				const asha = await createAccount(store, "asha");
				const room = await createRoom(store, asha);
				const set = await store.setTopic({ room, by: asha, topic: "fish", at: AT });
				expect(set.room.topic).toBe("fish");
				expect(set.change.message).toMatchObject({ seq: 2, event: "topic", author: asha, body: "fish" });
				expect((await store.room(room))?.topic).toBe("fish");
			});

			test("the directory shows public rooms alone, each with its members and who looks in it", async () => {
				await using under = await start();
				const { store } = under;
				const asha = await createAccount(store, "asha");
				const jun = await createAccount(store, "jun");
				const reef = await createRoom(store, asha);
				const hidden = { name: "cave", nameKey: "cave", topic: "", creator: asha, at: AT };
				await store.createRoom({ ...hidden, visibility: "private" });
				await store.postMessage({ room: reef, author: asha, body: "late", nonce: null, at: AT + DAY_MS });
				const listed = (await store.publicRooms(jun.id)).map(({ name, members, joined }) => ({
					name,
					members,
					joined,
				}));
				expect(listed).toEqual([
					{ name: "lobby", members: 2, joined: true },
					{ name: "reef", members: 1, joined: false },
				]);
				expect((await store.publicRooms(jun.id)).find(({ id }) => id === reef)?.lastAt).toBe(AT + DAY_MS);
				const all = await store.allRooms();
				expect(all.map(({ name, messages }) => [name, messages])).toEqual([
					["cave", 1],
					["lobby", 0],
					["reef", 2],
				]);
			});

			test("one's own rooms come with their heads; who left a room finds it no more", async () => {
				await using under = await start();
				const { store } = under;
				const asha = await createAccount(store, "asha");
				const jun = await createAccount(store, "jun");
				const reef = await createRoom(store, asha);
				await store.addMember({ room: reef, user: jun, at: AT });
				const rooms = await store.roomsOf(jun.id);
				expect(rooms.map(({ name, head, readSeq, unread }) => [name, head, readSeq, unread])).toEqual([
					["lobby", 0, 0, 0],
					["reef", 2, 1, 0],
				]);
				expect(await store.roomOf(jun.id, reef)).toEqual(rooms[1] ?? null);
				await store.removeMember({ room: reef, user: jun, at: AT });
				expect(await store.roomOf(jun.id, reef)).toBeNull();
				expect((await store.roomsOf(jun.id)).map(({ name }) => name)).toEqual(["lobby"]);
			});
		});

		describe("rights over a message", () => {
			test("nobody edits a message of somebody else, and nothing of it changes", async () => {
				await using under = await start();
				const { store } = under;
				const asha = await createAccount(store, "asha");
				const jun = await createAccount(store, "jun");
				const room = await createRoom(store, asha);
				await join(store, room, jun);
				const { change } = await post(store, room, asha, "hers");
				expect(await codeOf(store.editMessage({ room, seq: 3, by: jun, body: "his", at: AT }))).toBe("forbidden");
				const removal = store.deleteMessage({ room, seq: 3, by: jun, anyone: false, at: AT });
				expect(await codeOf(removal)).toBe("forbidden");
				expect((await logOf(store, room)).at(-1)).toEqual(change.message);
				expect(await headOf(store, room)).toBe(3);
			});

			test("who may delete anyone's messages does", async () => {
				await using under = await start();
				const { store } = under;
				const asha = await createAccount(store, "asha");
				const jun = await createAccount(store, "jun");
				const room = await createRoom(store, asha);
				await join(store, room, jun);
				await post(store, room, jun, "his");
				const removed = await store.deleteMessage({ room, seq: 3, by: asha, anyone: true, at: AT });
				expect(removed?.message).toMatchObject({ seq: 3, rev: 4, author: jun, body: "", deleted: true });
			});

			test("what was deleted, system messages and what is not there cannot be edited", async () => {
				await using under = await start();
				const { store } = under;
				const asha = await createAccount(store, "asha");
				const room = await createRoom(store, asha);
				await post(store, room, asha, "gone");
				await store.deleteMessage({ room, seq: 2, by: asha, anyone: false, at: AT });
				for (const seq of [1, 2, 99]) {
					expect(await codeOf(store.editMessage({ room, seq, by: asha, body: "x", at: AT }))).toBe("not_found");
				}
				for (const seq of [1, 99]) {
					const removal = store.deleteMessage({ room, seq, by: asha, anyone: true, at: AT });
					expect(await codeOf(removal)).toBe("not_found");
				}
				expect(await headOf(store, room)).toBe(3);
			});
		});

		describe("membership of who writes", () => {
			test("who is no member writes nothing in a room, and nothing of it changes", async () => {
				await using under = await start();
				const { store } = under;
				const [asha, jun, mara] = [
					await createAccount(store, "asha"),
					await createAccount(store, "jun"),
					await createAccount(store, "mara"),
				];
				const room = await createRoom(store, asha);
				const { change } = await post(store, room, asha, "hers");
				const heard = listen(store);
				expect(await refusalsOf(store, room, jun, 2, mara)).toEqual(ALL_NOT_FOUND);
				const known = store.addMember({ room, user: asha, invitedBy: jun, at: AT });
				expect(await codeOf(known)).toBe("not_found");
				expect(heard).toEqual([]);
				expect((await logOf(store, room)).slice(1)).toEqual([change.message]);
				expect(await headOf(store, room)).toBe(2);
				expect((await store.room(room))?.topic).toBe("");
				expect(await store.members(room)).toEqual([asha]);
			});

			test("who left a room writes nothing in it, also not over the own messages, until joining again", async () => {
				await using under = await start();
				const { store } = under;
				const [asha, jun, mara] = [
					await createAccount(store, "asha"),
					await createAccount(store, "jun"),
					await createAccount(store, "mara"),
				];
				const room = await createRoom(store, asha);
				await join(store, room, jun);
				const { change } = await post(store, room, jun, "his");
				await leave(store, room, jun);
				const heard = listen(store);
				expect(await refusalsOf(store, room, jun, 3, mara)).toEqual(ALL_NOT_FOUND);
				expect(heard).toEqual([]);
				expect((await logOf(store, room))[2]).toEqual(change.message);
				expect(await headOf(store, room)).toBe(4);
				expect((await store.room(room))?.topic).toBe("");
				expect(await store.members(room)).toEqual([asha]);
				await join(store, room, jun);
				const edited = await store.editMessage({ room, seq: 3, by: jun, body: "his!", at: AT });
				expect(edited?.message).toMatchObject({ seq: 3, rev: 6, author: jun, body: "his!" });
				expect((await post(store, room, jun, "back")).change.message.seq).toBe(7);
			});

			test("it counts as of the write before: who leaves and writes in one batch is refused, who joins is not", async () => {
				await using under = await start();
				const { store } = under;
				const [asha, jun, mara] = [
					await createAccount(store, "asha"),
					await createAccount(store, "jun"),
					await createAccount(store, "mara"),
				];
				const room = await createRoom(store, asha);
				await join(store, room, jun);
				await post(store, room, jun, "his");
				const heard = listen(store);
				// A store may begin with the first call alone: it keeps the store at work while the others gather.
				const [, , late, refused] = await Promise.all([
					post(store, room, asha, "first"),
					leave(store, room, jun),
					codeOf(post(store, room, jun, "late")),
					refusalsOf(store, room, jun, 3, mara),
					join(store, room, jun),
					post(store, room, jun, "back"),
				]);
				expect(late).toBe("not_found");
				expect(refused).toEqual(ALL_NOT_FOUND);
				expect((await logOf(store, room)).map(({ seq, rev, event, body }) => [seq, rev, event ?? body])).toEqual([
					[1, 1, "created"],
					[2, 2, "joined"],
					[3, 3, "his"],
					[4, 4, "first"],
					[5, 5, "left"],
					[6, 6, "joined"],
					[7, 7, "back"],
				]);
				expect(changesIn(heard, room).map(({ message }) => message.rev)).toEqual([4, 5, 6, 7]);
				expect(await store.members(room)).toEqual([asha, jun]);
			});

			test("a nonce that is sent again after leaving gives the message that was posted then, a new one is refused", async () => {
				await using under = await start();
				const { store } = under;
				const asha = await createAccount(store, "asha");
				const jun = await createAccount(store, "jun");
				const room = await createRoom(store, asha);
				await join(store, room, jun);
				const first = await post(store, room, jun, "ahoy", "nonce-01");
				await leave(store, room, jun);
				const heard = listen(store);
				expect(await post(store, room, jun, "ahoy", "nonce-01")).toEqual({ change: first.change, duplicate: true });
				expect(await codeOf(post(store, room, jun, "ahoy", "nonce-02"))).toBe("not_found");
				expect(heard).toEqual([]);
				expect(await headOf(store, room)).toBe(4);
				await join(store, room, jun);
				expect((await post(store, room, jun, "ahoy", "nonce-02")).duplicate).toBe(false);
			});
		});

		describe("read markers", () => {
			test("a marker only moves forward, and never past the head", async () => {
				await using under = await start();
				const { store } = under;
				const asha = await createAccount(store, "asha");
				const jun = await createAccount(store, "jun");
				const room = await createRoom(store, asha);
				await join(store, room, jun);
				for (const number of oneTo(4)) await post(store, room, jun, `${number}`);
				const heard = listen(store);
				const mark = { room, user: asha.id };
				expect(await store.markRead({ ...mark, seq: 4 })).toEqual({ ...mark, seq: 4, unread: 2, head: 6 });
				expect(await store.markRead({ ...mark, seq: 3 })).toEqual({ ...mark, seq: 4, unread: 2, head: 6 });
				expect(await store.markRead({ ...mark, seq: 4 })).toEqual({ ...mark, seq: 4, unread: 2, head: 6 });
				expect(await store.markRead({ ...mark, seq: 99 })).toEqual({ ...mark, seq: 6, unread: 0, head: 6 });
				expect(heard).toEqual([
					{ type: "read", mark: { ...mark, seq: 4, unread: 2, head: 6 } },
					{ type: "read", mark: { ...mark, seq: 6, unread: 0, head: 6 } },
				]);
				expect(await store.roomOf(asha.id, room)).toMatchObject({ readSeq: 6, unread: 0 });
			});

			test("markers that come at once in any order end at the furthest", async () => {
				await using under = await start();
				const { store } = under;
				const asha = await createAccount(store, "asha");
				const jun = await createAccount(store, "jun");
				const room = await createRoom(store, asha);
				await join(store, room, jun);
				for (const number of oneTo(6)) await post(store, room, jun, `${number}`);
				await Promise.all([4, 7, 3, 6].map((seq) => store.markRead({ room, user: asha.id, seq })));
				expect(await store.roomOf(asha.id, room)).toMatchObject({ readSeq: 7, unread: 1 });
			});

			test("unread are the messages of others that still stand after the marker", async () => {
				await using under = await start();
				const { store } = under;
				const asha = await createAccount(store, "asha");
				const jun = await createAccount(store, "jun");
				const room = await createRoom(store, asha);
				await store.addMember({ room, user: jun, at: AT });
				const unread = async () => (await store.roomOf(asha.id, room))?.unread;
				await post(store, room, jun, "one");
				await post(store, room, asha, "my own");
				await post(store, room, jun, "two");
				await store.postEvent({ room, event: "said", author: null, body: "the host", at: AT });
				expect(await unread()).toBe(2);
				await store.editMessage({ room, seq: 3, by: jun, body: "one!", at: AT });
				expect(await unread()).toBe(2);
				await store.deleteMessage({ room, seq: 3, by: jun, anyone: false, at: AT });
				expect(await unread()).toBe(1);
				await store.clearRoom({ room, at: AT });
				expect(await unread()).toBe(0);
			});

			test("who joins has nothing unread of what was said before", async () => {
				await using under = await start();
				const { store } = under;
				const asha = await createAccount(store, "asha");
				const jun = await createAccount(store, "jun");
				const room = await createRoom(store, asha);
				await post(store, room, asha, "before");
				await store.addMember({ room, user: jun, at: AT });
				expect((await store.roomOf(jun.id, room))?.unread).toBe(0);
				await post(store, room, asha, "after");
				expect((await store.roomOf(jun.id, room))?.unread).toBe(1);
			});

			test("who is no member has no marker", async () => {
				await using under = await start();
				const { store } = under;
				const asha = await createAccount(store, "asha");
				const jun = await createAccount(store, "jun");
				const room = await createRoom(store, asha);
				expect(await codeOf(store.markRead({ room, user: jun.id, seq: 1 }))).toBe("not_found");
			});
		});

		describe("pages and changes", () => {
			async function roomOfTen(store: Store): Promise<{ room: number; asha: User }> {
				const asha = await createAccount(store, "asha");
				const room = await createRoom(store, asha);
				for (const number of oneTo(9)) await post(store, room, asha, `${number}`);
				return { room, asha };
			}

			test("a page holds the newest messages, or those right before a place, and says whether there are older ones", async () => {
				await using under = await start();
				const { store } = under;
				const { room } = await roomOfTen(store);
				const seqs = async (before: number | null, limit: number) => {
					const { messages, more, head } = await store.page(room, before, limit);
					return { seqs: messages.map(({ seq }) => seq), more, head };
				};
				expect(await seqs(null, 3)).toEqual({ seqs: [8, 9, 10], more: true, head: 10 });
				expect(await seqs(8, 3)).toEqual({ seqs: [5, 6, 7], more: true, head: 10 });
				expect(await seqs(4, 3)).toEqual({ seqs: [1, 2, 3], more: false, head: 10 });
				expect(await seqs(null, 10)).toEqual({ seqs: oneTo(10), more: false, head: 10 });
				expect(await seqs(null, 9)).toEqual({ seqs: oneTo(10).slice(1), more: true, head: 10 });
				expect(await seqs(1, 3)).toEqual({ seqs: [], more: false, head: 10 });
				expect(await seqs(999, 1)).toEqual({ seqs: [10], more: true, head: 10 });
			});

			test("changes since a cursor are the messages that changed after it, by rev, each as it is now", async () => {
				await using under = await start();
				const { store } = under;
				const { room, asha } = await roomOfTen(store);
				await store.editMessage({ room, seq: 2, by: asha, body: "1!", at: AT });
				await store.deleteMessage({ room, seq: 9, by: asha, anyone: false, at: AT });
				await store.editMessage({ room, seq: 2, by: asha, body: "1!!", at: AT });
				const revs = async (cursor: number) =>
					(await store.changesSince(room, cursor, 100))?.map(({ seq, rev }) => [seq, rev]);
				expect(await revs(8)).toEqual([
					[10, 10],
					[9, 12],
					[2, 13],
				]);
				expect(await revs(12)).toEqual([[2, 13]]);
				expect(await revs(13)).toEqual([]);
				expect(await revs(99)).toEqual([]);
				expect(await store.changesSince(room, 12, 100)).toMatchObject([{ body: "1!!", editedAt: AT }]);
			});

			test("changes that are more than the limit are null, and exactly as many are not", async () => {
				await using under = await start();
				const { store } = under;
				const { room } = await roomOfTen(store);
				expect(await store.changesSince(room, 5, 5)).toHaveLength(5);
				expect(await store.changesSince(room, 5, 4)).toBeNull();
			});

			test("one room's pages and changes show nothing of another", async () => {
				await using under = await start();
				const { store } = under;
				const { room, asha } = await roomOfTen(store);
				const other = await createRoom(store, asha, "other");
				await post(store, other, asha, "elsewhere");
				expect((await logOf(store, other)).map(({ body }) => body)).toEqual(["", "elsewhere"]);
				expect(await store.changesSince(other, 0, 100)).toHaveLength(2);
				expect(await headOf(store, room)).toBe(10);
			});

			test("a read sees all that was acknowledged before it", async () => {
				await using under = await start();
				const { store } = under;
				const asha = await createAccount(store, "asha");
				const room = await createRoom(store, asha);
				for (const number of oneTo(50)) {
					const { change } = await post(store, room, asha, `${number}`);
					expect((await store.page(room, null, 1)).messages).toEqual([change.message]);
				}
			});
		});

		describe("clearing a room", () => {
			test("every message goes, and the numbers go on", async () => {
				await using under = await start();
				const { store } = under;
				const asha = await createAccount(store, "asha");
				const room = await createRoom(store, asha);
				const other = await createRoom(store, asha, "other");
				for (const number of oneTo(5)) await post(store, room, asha, `${number}`);
				await store.editMessage({ room, seq: 2, by: asha, body: "1!", at: AT });
				const heard = listen(store);
				const { change, cleared } = await store.clearRoom({ room, at: AT });
				expect(cleared).toBe(6);
				expect(change.message).toEqual({
					seq: 8,
					rev: 8,
					at: AT,
					kind: "system",
					event: "cleared",
					author: null,
					body: "",
				});
				expect(changesIn(heard, room)).toEqual([change]);
				expect(await logOf(store, room)).toEqual([change.message]);
				expect(await store.changesSince(room, 3, 100)).toEqual([change.message]);
				expect((await post(store, room, asha, "anew")).change.message.seq).toBe(9);
				expect(await logOf(store, other)).toHaveLength(1);
				await store.scrub();
				expect((await logOf(store, room)).map(({ seq }) => seq)).toEqual([8, 9]);
			});

			test("members and read markers stay", async () => {
				await using under = await start();
				const { store } = under;
				const asha = await createAccount(store, "asha");
				const room = await createRoom(store, asha);
				await store.markRead({ room, user: asha.id, seq: 1 });
				await store.clearRoom({ room, at: AT });
				expect(await store.members(room)).toEqual([asha]);
				expect(await store.roomOf(asha.id, room)).toMatchObject({ head: 2, readSeq: 1, unread: 0 });
			});
		});

		describe("commits", () => {
			test("a commit is told before any of its calls resolves", async () => {
				await using under = await start();
				const { store } = under;
				const asha = await createAccount(store, "asha");
				const room = await createRoom(store, asha);
				const told = new Set<number>();
				store.onCommit((committed) => {
					for (const { message } of changesIn(committed, room)) told.add(message.rev);
				});
				const posts = oneTo(40).map(async (number) => {
					const { change } = await post(store, room, asha, `${number}`);
					return told.has(change.message.rev);
				});
				expect(await Promise.all(posts)).toEqual(oneTo(40).map(() => true));
			});

			test("every listener hears the changes of a room in the order of their numbers, each as of its number", async () => {
				await using under = await start();
				const { store } = under;
				const asha = await createAccount(store, "asha");
				const room = await createRoom(store, asha);
				const [first, second] = [listen(store), listen(store)];
				const work: Promise<unknown>[] = [];
				for (const number of oneTo(20)) {
					work.push(post(store, room, asha, `${number}`));
					work.push(store.editMessage({ room, seq: number + 1, by: asha, body: `${number}!`, at: AT }));
					if (number % 5 === 0) work.push(store.deleteMessage({ room, seq: number, by: asha, anyone: false, at: AT }));
					if (number % 7 === 0) await Promise.allSettled(work);
				}
				await Promise.allSettled(work);
				const head = await headOf(store, room);
				expect(changesIn(first, room).map(({ message }) => message.rev)).toEqual(oneTo(head).slice(1));
				expect(second).toEqual(first);
				for (const { message } of changesIn(first, room)) {
					expect(message.rev === message.seq).toBe(message.editedAt === undefined && message.deleted === undefined);
				}
			});

			test("a refused write leaves its neighbours in the batch whole", async () => {
				await using under = await start();
				const { store } = under;
				const asha = await createAccount(store, "asha");
				const jun = await createAccount(store, "jun");
				const mara = await createAccount(store, "mara");
				const room = await createRoom(store, asha);
				await join(store, room, jun);
				const heard = listen(store);
				const outcomes = await Promise.allSettled([
					post(store, room, asha, "before"),
					store.editMessage({ room, seq: 3, by: jun, body: "not his", at: AT }),
					post(store, room, mara, "no member"),
					post(store, 4711, asha, "nowhere"),
					store.removeMember({ room, user: mara, at: AT }),
					createRoom(store, asha, "reef"),
					createAccount(store, "jun"),
					post(store, room, asha, "after"),
				]);
				expect(outcomes.map(({ status }) => status === "fulfilled")).toEqual([
					true,
					false,
					false,
					false,
					false,
					false,
					false,
					true,
				]);
				expect((await logOf(store, room)).map(({ seq, body }) => [seq, body])).toEqual([
					[1, ""],
					[2, ""],
					[3, "before"],
					[4, "after"],
				]);
				expect(heard).toHaveLength(2);
			});
		});

		describe("closing and opening again", () => {
			test("what was under way when it was closed is committed", async () => {
				await using under = await start();
				const { store } = under;
				const asha = await createAccount(store, "asha");
				const room = await createRoom(store, asha);
				const posts = oneTo(30).map((number) => post(store, room, asha, `${number}`));
				const again = await under.reopen();
				await Promise.all(posts);
				expect((await logOf(again, room)).map(({ body }) => body)).toEqual(["", ...oneTo(30).map(String)]);
			});

			test("a write after the closing is refused, not left without an answer", async () => {
				await using under = await start();
				const { store } = under;
				const asha = await createAccount(store, "asha");
				await store.close();
				expect(await codeOf(post(store, 1, asha, "late"))).toBe("storage_failed");
				await store.close();
			});

			test("all that was acknowledged is found again, and the numbers go on", async () => {
				await using under = await start();
				const { store } = under;
				const asha = await createAccount(store, "asha");
				const jun = await createAccount(store, "jun");
				const room = await createRoom(store, asha);
				await store.addMember({ room, user: jun, at: AT });
				await post(store, room, asha, "ahoy", "nonce-01");
				await post(store, room, jun, "नमस्ते 🚢");
				await store.editMessage({ room, seq: 3, by: asha, body: "ahoy!", at: AT });
				await store.markRead({ room, user: asha.id, seq: 3 });
				await store.openSession({ user: jun.id, tokenHash: "t1", gateway: "web", address: "::1", at: AT });
				await store.createInvite({ codeHash: "invite", at: AT, expiresAt: AT + DAY_MS });
				const state = async (store: Store) => ({
					log: await logOf(store, room),
					rooms: await store.roomsOf(asha.id),
					members: await store.members(room),
					session: await store.session("t1"),
					invite: await store.inviteIsOpen("invite", AT),
					accounts: [await store.accountByKey("asha"), await store.account(jun.id)],
				});
				const before = await state(store);
				const again = await under.reopen();
				expect(await state(again)).toEqual(before);
				expect((await post(again, room, asha, "ahoy", "nonce-01")).duplicate).toBe(true);
				expect((await post(again, room, asha, "on")).change.message.seq).toBe(6);
				expect((await createAccount(again, "mara")).id).toBe(jun.id + 1);
				expect((await again.account(jun.id + 1))?.role).toBe("member");
			});
		});

		test("whatever people do at once, the store is a log of it without holes: the model agrees", async () => {
			await fc.assert(
				fc.asyncProperty(
					fc.array(fc.array(step, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 6 }),
					async (batches) => {
						await using under = await start();
						await agree(under.store, batches);
					},
				),
				{ numRuns: 60 },
			);
		}, 60_000);
	});
}

const PEOPLE = 3;
const who = fc.nat(PEOPLE - 1);
/** Small, so that steps meet: the place of a message, its nonce. */
const place = fc.integer({ min: 1, max: 12 });
const body = fc.constantFrom("a", "b", "c", "नमस्ते", "🚢");

type Step =
	| { do: "post"; who: number; room: number; body: string; nonce: number | null }
	| { do: "edit"; who: number; room: number; seq: number; body: string }
	| { do: "delete"; who: number; room: number; seq: number; anyone: boolean }
	| { do: "topic"; who: number; room: number; topic: string }
	| { do: "join" | "leave"; who: number; room: number }
	| { do: "invite"; who: number; room: number; whom: number }
	| { do: "read"; who: number; room: number; seq: number }
	| { do: "clear"; room: number };

const room = fc.nat(1);
const step: fc.Arbitrary<Step> = fc.oneof(
	{
		weight: 5,
		arbitrary: fc.record({
			do: fc.constant("post" as const),
			who,
			room,
			body,
			nonce: fc.option(fc.nat(5), { nil: null }),
		}),
	},
	{ weight: 3, arbitrary: fc.record({ do: fc.constant("edit" as const), who, room, seq: place, body }) },
	{
		weight: 2,
		arbitrary: fc.record({ do: fc.constant("delete" as const), who, room, seq: place, anyone: fc.boolean() }),
	},
	{ weight: 1, arbitrary: fc.record({ do: fc.constant("topic" as const), who, room, topic: body }) },
	{ weight: 2, arbitrary: fc.record({ do: fc.constantFrom("join" as const, "leave" as const), who, room }) },
	{ weight: 1, arbitrary: fc.record({ do: fc.constant("invite" as const), who, room, whom: who }) },
	{ weight: 2, arbitrary: fc.record({ do: fc.constant("read" as const), who, room, seq: place }) },
	{ weight: 1, arbitrary: fc.record({ do: fc.constant("clear" as const), room }) },
);

interface ModelRoom {
	head: number;
	topic: string;
	messages: Map<number, Message>;
	/** Each member's read marker. */
	members: Map<number, number>;
}

/** The rules of the log in a few lines, for one writer after another. */
class Model {
	readonly rooms = new Map<number, ModelRoom>();
	readonly #nonces = new Map<string, { room: number; seq: number }>();

	open(id: number, creator: User): void {
		this.rooms.set(id, { head: 0, topic: "", messages: new Map(), members: new Map([[creator.id, 0]]) });
		this.#append(id, { kind: "system", event: "created", author: creator, body: "" });
	}

	/** The code of the refusal, or null. */
	apply(step: Step, roomId: number, user: User, whom: User): ErrorCode | null {
		const room = this.#room(roomId);
		const isMember = room.members.has(user.id);
		switch (step.do) {
			case "post": {
				const nonce = step.nonce === null ? null : `nonce-${step.nonce}`;
				const key = `${user.id} ${nonce}`;
				const earlier = nonce === null ? undefined : this.#nonces.get(key);
				if (earlier && this.#room(earlier.room).messages.has(earlier.seq)) return null;
				if (!isMember) return "not_found";
				const text = { kind: "text" as const, author: user, body: step.body };
				const seq = this.#append(roomId, nonce === null ? text : { ...text, nonce });
				if (nonce !== null) this.#nonces.set(key, { room: roomId, seq });
				return null;
			}
			case "edit": {
				if (!isMember) return "not_found";
				const message = room.messages.get(step.seq);
				if (!message || message.kind === "system") return "not_found";
				if (message.author?.id !== user.id) return "forbidden";
				if (message.deleted) return "not_found";
				if (message.body === step.body) return null;
				room.messages.set(step.seq, { ...message, rev: ++room.head, body: step.body, editedAt: AT });
				return null;
			}
			case "delete": {
				if (!isMember) return "not_found";
				const message = room.messages.get(step.seq);
				if (!message || message.kind === "system") return "not_found";
				if (message.author?.id !== user.id && !step.anyone) return "forbidden";
				if (message.deleted) return null;
				const { editedAt: _, ...rest } = message;
				room.messages.set(step.seq, { ...rest, rev: ++room.head, body: "", deleted: true });
				return null;
			}
			case "topic":
				if (!isMember) return "not_found";
				room.topic = step.topic;
				this.#append(roomId, { kind: "system", event: "topic", author: user, body: step.topic });
				return null;
			case "join":
				if (isMember) return null;
				room.members.set(user.id, room.head);
				this.#append(roomId, { kind: "system", event: "joined", author: user, body: "" });
				return null;
			case "invite":
				if (!isMember) return "not_found";
				if (room.members.has(whom.id)) return null;
				room.members.set(whom.id, room.head);
				this.#append(roomId, { kind: "system", event: "invited", author: user, body: whom.name });
				return null;
			case "leave":
				if (!room.members.delete(user.id)) return "not_found";
				this.#append(roomId, { kind: "system", event: "left", author: user, body: "" });
				return null;
			case "read": {
				const marker = room.members.get(user.id);
				if (marker === undefined) return "not_found";
				room.members.set(user.id, Math.max(marker, Math.min(step.seq, room.head)));
				return null;
			}
			case "clear":
				room.messages.clear();
				this.#append(roomId, { kind: "system", event: "cleared", author: null, body: "" });
				return null;
		}
	}

	log(room: number): Message[] {
		return [...this.#room(room).messages.values()].sort((a, b) => a.seq - b.seq);
	}

	#room(id: number): ModelRoom {
		const room = this.rooms.get(id);
		if (!room) throw new Error(`the model has no room ${id}`);
		return room;
	}

	#append(id: number, message: Omit<Message, "seq" | "rev" | "at">): number {
		const room = this.#room(id);
		const seq = ++room.head;
		room.messages.set(seq, { seq, rev: seq, at: AT, ...message });
		return seq;
	}
}

function run(store: Store, step: Step, room: number, user: User, whom: User): Promise<unknown> {
	switch (step.do) {
		case "post":
			return post(store, room, user, step.body, step.nonce === null ? null : `nonce-${step.nonce}`);
		case "edit":
			return store.editMessage({ room, seq: step.seq, by: user, body: step.body, at: AT });
		case "delete":
			return store.deleteMessage({ room, seq: step.seq, by: user, anyone: step.anyone, at: AT });
		case "topic":
			return store.setTopic({ room, by: user, topic: step.topic, at: AT });
		case "join":
			return join(store, room, user);
		case "invite":
			return store.addMember({ room, user: whom, invitedBy: user, at: AT });
		case "leave":
			return leave(store, room, user);
		case "read":
			return store.markRead({ room, user: user.id, seq: step.seq });
		case "clear":
			return store.clearRoom({ room, at: AT });
	}
}

/** Runs the steps of a batch at once, the batches one after another, and compares the store with the model. */
async function agree(store: Store, batches: Step[][]): Promise<void> {
	const people: User[] = [];
	for (let n = 0; n < PEOPLE; n++) people.push(await createAccount(store, `p${n}`));
	const person = (n: number) => people[n] ?? expect.unreachable();
	const model = new Model();
	const heard = listen(store);
	const rooms: number[] = [];
	for (const name of ["one", "two"]) {
		const id = await createRoom(store, person(0), name);
		rooms.push(id);
		model.open(id, person(0));
	}
	const parts = (step: Step): [Step, number, User, User] => [
		step,
		rooms[step.room] ?? 0,
		person("who" in step ? step.who : 0),
		person("whom" in step ? step.whom : 0),
	];
	// One room has everybody in it from the beginning, the other its creator alone.
	const joins = oneTo(PEOPLE - 1).map((who): Step => ({ do: "join", who, room: 0 }));
	for (const batch of [joins, ...batches]) {
		const outcomes = await Promise.all(
			batch.map((step) => {
				const written = run(store, ...parts(step));
				return written.then(
					() => null,
					(cause: unknown) => (cause instanceof ParlourError ? cause.code : String(cause)),
				);
			}),
		);
		const expected = batch.map((step) => model.apply(...parts(step)));
		expect(outcomes).toEqual(expected);
	}
	for (const id of rooms) {
		const { head, topic, members } = model.rooms.get(id) ?? expect.unreachable();
		const log = model.log(id);
		expect(await logOf(store, id)).toEqual(log);
		expect(await headOf(store, id)).toBe(head);
		expect((await store.room(id))?.topic).toBe(topic);
		expect(new Set((await store.members(id)).map((user) => user.id))).toEqual(new Set(members.keys()));
		expect(changesIn(heard, id).map(({ message }) => message.rev)).toEqual(oneTo(head));
		for (const cursor of [0, Math.floor(head / 2), head]) {
			const changed = log.filter(({ rev }) => rev > cursor).sort((a, b) => a.rev - b.rev);
			expect(await store.changesSince(id, cursor, 1000)).toEqual(changed);
		}
		for (const user of people) {
			const readSeq = members.get(user.id);
			const unread = log.filter(
				({ seq, kind, deleted, author }) =>
					kind === "text" && !deleted && author?.id !== user.id && seq > (readSeq ?? 0),
			);
			const summary = await store.roomOf(user.id, id);
			expect(summary && [summary.head, summary.readSeq, summary.unread]).toEqual(
				readSeq === undefined ? null : [head, readSeq, unread.length],
			);
		}
	}
}
