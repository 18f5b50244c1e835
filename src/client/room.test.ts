import { expect, test } from "bun:test";
import { FakeClock } from "../../test/support/fake-clock.ts";
import type { Message, RoomSummary, SystemEvent, User } from "../protocol/entities.ts";
import { Room } from "./room.ts";

const asha: User = { id: 1, name: "asha" };
const jun: User = { id: 2, name: "jun" };

function summary(head: number, more: Partial<RoomSummary> = {}): RoomSummary {
	return {
		id: 7,
		name: "reef",
		topic: "",
		visibility: "public",
		head,
		lastAt: head,
		readSeq: 0,
		unread: 0,
		mentions: 0,
		notify: "all",
		...more,
	};
}

function text(seq: number, rev = seq, author = jun): Message {
	return { seq, rev, at: seq, kind: "text", author, body: `${seq} as of ${rev}` };
}

function buried(seq: number, rev: number): Message {
	return { ...text(seq, rev), body: "", deleted: true };
}

function system(seq: number, event: SystemEvent, author: User | null, body = ""): Message {
	return { seq, rev: seq, at: seq, kind: "system", event, author, body };
}

const seqs = (room: Room) => room.messages.value.map(({ seq }) => seq);

/** asha's view of a room with messages 1 to 3, all of them held. */
function heldRoom(): { room: Room; clock: FakeClock } {
	const clock = new FakeClock();
	const room = new Room(summary(3, { readSeq: 3 }), asha.id, clock);
	room.hold({ messages: [text(1), text(2), text(3)], more: false, head: 3 });
	return { room, clock };
}

test("live messages that follow on are applied, and the cursor moves", () => {
	const { room } = heldRoom();
	expect(room.receive([text(4), text(2, 5)])).toBe(true);
	expect(room.messages.value).toEqual([text(1), text(2, 5), text(3), text(4)]);
	expect([room.cursor, room.heardOf]).toEqual([5, 5]);
});

test("after a gap nothing is applied, and what is missing is known", () => {
	const { room } = heldRoom();
	expect(room.receive([text(6)])).toBe(false);
	expect(seqs(room)).toEqual([1, 2, 3]);
	expect([room.cursor, room.heardOf]).toEqual([3, 6]);
	expect(room.unread.value).toBe(0);
});

test("what was applied before is passed over, and what is new beside it is not", () => {
	const { room } = heldRoom();
	expect(room.receive([text(2), text(3)])).toBe(true);
	expect(room.receive([text(3), text(4)])).toBe(true);
	expect(room.receive([text(3), text(4)])).toBe(true);
	expect(seqs(room)).toEqual([1, 2, 3, 4]);
	expect(room.unread.value).toBe(1);
});

test("a gap is filled by what changed since the cursor, page by page", () => {
	const { room } = heldRoom();
	room.receive([text(9)]);
	room.catchUp({ room: summary(9, { readSeq: 3 }), messages: [text(4), text(1, 5)], more: true, reset: false });
	expect(room.cursor).toBe(5);
	room.catchUp({
		room: summary(9, { readSeq: 3, unread: 4 }),
		messages: [text(7), text(8), text(9)],
		more: false,
		reset: false,
	});
	expect(room.messages.value).toEqual([text(1, 5), text(2), text(3), text(4), text(7), text(8), text(9)]);
	expect([room.cursor, room.heardOf, room.unread.value]).toEqual([9, 9, 4]);
});

test("too far behind, the newest page replaces what was held, and there are older ones", () => {
	const { room } = heldRoom();
	room.catchUp({ room: summary(5000, { unread: 1000 }), messages: [text(4999), text(5000)], more: false, reset: true });
	expect(seqs(room)).toEqual([4999, 5000]);
	expect(room.hasOlder.value).toBe(true);
	expect([room.cursor, room.unread.value]).toEqual([5000, 1000]);
	expect(room.receive([text(5001)])).toBe(true);
});

test("a page older than what came in live takes the cursor back, so that nothing between is missed", () => {
	const room = new Room(summary(3), asha.id, new FakeClock());
	expect(room.receive([text(4)])).toBe(true);
	room.hold({ messages: [text(1), text(2), text(3)], more: false, head: 3 });
	expect(room.cursor).toBe(3);
	expect(room.heardOf).toBe(4);
});

test("an answer to a cursor that a late page has taken back meanwhile fills no gap before it", () => {
	const { room } = heldRoom();
	room.receive([text(4), buried(1, 5)]);
	const asked = room.asOf;
	room.hold({ messages: [], more: false, head: 3 });
	room.catchUp({ room: summary(6), messages: [text(6)], more: false, reset: false }, asked);
	expect([room.cursor, room.isBehind]).toEqual([3, true]);
	expect(seqs(room)).toEqual([1, 2, 3, 4, 6]);
});

test("a room that is not held keeps its place and its counts, and holds nothing", () => {
	const room = new Room(summary(3, { readSeq: 3 }), asha.id, new FakeClock());
	expect(room.receive([text(4), text(5)])).toBe(true);
	expect([room.cursor, room.unread.value, room.messages.value.length]).toEqual([5, 2, 0]);
});

test("unread are others' messages; a deletion of one takes it away, an edit and one's own count nothing", () => {
	const { room } = heldRoom();
	room.receive([text(4), text(5, 5, asha), text(6), system(7, "joined", jun)]);
	expect(room.unread.value).toBe(2);
	room.receive([text(4, 8), buried(6, 9)]);
	expect(room.unread.value).toBe(1);
	room.receive([buried(2, 10)]);
	expect(room.unread.value).toBe(1);
	room.count(9, 0, 0, 10);
	expect([room.readSeq.value, room.unread.value]).toEqual([9, 0]);
});

test("live counts come in order: a marker may go back, and one as of an older head than is known changes nothing", () => {
	const { room } = heldRoom();
	room.receive([text(4), text(5)]);
	room.count(4, 1, 0, 5);
	room.count(3, 2, 0, 5);
	expect([room.readSeq.value, room.unread.value]).toEqual([3, 2]);
	room.count(4, 0, 0, 4);
	expect([room.readSeq.value, room.unread.value]).toEqual([3, 2]);
	expect(room.isBehind).toBe(false);
});

test("a count as of a head that live messages have passed already is in doubt until the server is asked", () => {
	const { room } = heldRoom();
	room.receive([text(4), text(5)]);
	room.count(4, 0, 0, 4);
	expect([room.readSeq.value, room.unread.value, room.isBehind]).toEqual([3, 2, true]);
	room.catchUp({ room: summary(5, { readSeq: 4, unread: 1 }), messages: [], more: false, reset: false });
	expect([room.readSeq.value, room.unread.value, room.isBehind]).toEqual([4, 1, false]);
});

test("an answer that was asked for before a live marker came does not undo it, and is asked for again", () => {
	const { room } = heldRoom();
	const asked = room.asOf;
	room.count(1, 2, 0, 3);
	const answer = { messages: [], more: false, reset: false };
	room.catchUp({ ...answer, room: summary(3, { readSeq: 3, unread: 0 }) }, asked);
	expect([room.readSeq.value, room.unread.value, room.isBehind]).toEqual([1, 2, true]);
	room.catchUp({ ...answer, room: summary(3, { readSeq: 1, unread: 2 }) });
	expect([room.readSeq.value, room.unread.value, room.isBehind]).toEqual([1, 2, false]);
});

test("of a room told as a whole the notifying is taken at once, another marker as of the same head is in doubt", () => {
	const { room } = heldRoom();
	room.tell(summary(3, { readSeq: 1, unread: 2, notify: "none" }));
	expect([room.notify.value, room.readSeq.value, room.isBehind]).toEqual(["none", 3, true]);
	room.receive([text(4)]);
	room.tell(summary(3, { readSeq: 3, notify: "mentions" }));
	expect([room.notify.value, room.isBehind]).toEqual(["mentions", true]);
});

test("one's own reading shows at once, and is taken back to what the server knows where it fails", () => {
	const { room } = heldRoom();
	room.receive([text(4), text(5)]);
	const takeBack = room.expectRead(5);
	expect(room.readSeq.value).toBe(5);
	room.receive([buried(4, 6)]);
	expect(room.unread.value).toBe(1);
	room.count(4, 1, 0, 6);
	expect(room.readSeq.value).toBe(4);
	takeBack();
	expect(room.readSeq.value).toBe(4);
	const again = room.expectRead(5);
	again();
	expect(room.readSeq.value).toBe(4);
});

test("mentions are unread messages of others that name one, or everybody; an edit may name one, a deletion takes back", () => {
	const { room } = heldRoom();
	const naming = { mentions: [asha.id] };
	room.receive([
		{ ...text(4), ...naming },
		{ ...text(5), everyone: "room" },
		{ ...text(6, 6, asha), everyone: "room" },
		{ ...text(7), mentions: [9] },
	]);
	expect([room.unread.value, room.mentions.value]).toEqual([3, 2]);
	room.receive([
		{ ...text(7, 8), ...naming, editedAt: 8 },
		{ ...text(5, 9), editedAt: 9 },
	]);
	expect(room.mentions.value).toBe(2);
	room.receive([buried(4, 10), buried(7, 11)]);
	expect([room.unread.value, room.mentions.value]).toEqual([1, 0]);
});

test("what happens to a deleted message does not delete it again", () => {
	const { room } = heldRoom();
	room.receive([
		text(4),
		text(5),
		buried(4, 6),
		{ ...buried(4, 7), replies: { count: 1, lastSeq: 7, lastAt: 7, users: [2] } },
	]);
	expect(room.unread.value).toBe(1);
});

test("a deletion or an edit of what is not held leaves the counts in doubt; a reaction does not", () => {
	const room = new Room(summary(3, { unread: 3 }), asha.id, new FakeClock());
	room.receive([{ ...text(2, 4), reactions: [{ emoji: "👍", users: [1] }] }]);
	expect(room.isBehind).toBe(false);
	room.receive([buried(2, 5)]);
	expect(room.isBehind).toBe(true);
	room.catchUp({ room: summary(5, { unread: 2 }), messages: [], more: false, reset: false });
	expect([room.isBehind, room.unread.value]).toEqual([false, 2]);
});

test("whom @here had reached is in doubt, once such a message is deleted or names others", () => {
	const here = (rev: number, mentions: number[]): Message => ({ ...text(4, rev), everyone: "here", mentions });
	for (const change of [buried(4, 5), here(5, [asha.id])]) {
		const { room } = heldRoom();
		room.receive([here(4, [])]);
		expect([room.isBehind, room.mentions.value]).toEqual([false, 1]);
		room.receive([change]);
		expect(room.isBehind).toBe(true);
	}
});

test("of somebody who becomes a moderator, and whose id is not known, the server is asked", () => {
	const { room } = heldRoom();
	room.receive([system(4, "rule", asha, "+announcement"), system(5, "rule", asha, "+moderator jun")]);
	expect(room.info.value).toMatchObject({ announcement: true });
	expect([room.info.value.moderators, room.isBehind]).toEqual([undefined, true]);
	const told = summary(5, { announcement: true, moderators: [jun.id], readSeq: 3 });
	room.catchUp({ room: told, messages: [], more: false, reset: false });
	expect([room.info.value.moderators, room.isBehind]).toEqual([[jun.id], false]);
	room.members.value = [asha, jun];
	room.receive([system(6, "removed", asha, "jun for spam")]);
	expect([room.info.value.moderators, room.members.value, room.isBehind]).toEqual([undefined, [asha], false]);
});

test("the members of a room that goes on unwatched are asked for again", () => {
	const room = new Room(summary(3), asha.id, new FakeClock());
	room.members.value = [asha, jun];
	room.welcome(summary(3));
	expect(room.members.value).toEqual([asha, jun]);
	room.welcome(summary(4));
	expect(room.members.value).toBeNull();
});

test("a deletion that a page has shown already leaves the counts in doubt", () => {
	const room = new Room(summary(3, { unread: 3 }), asha.id, new FakeClock());
	room.hold({ messages: [text(1), buried(2, 4), text(3)], more: false, head: 4 });
	room.receive([buried(2, 4)]);
	expect([room.cursor, room.isBehind]).toEqual([4, true]);
});

test("a reply in a thread moves the cursor and stands nowhere in the room, unless it says so", () => {
	const { room } = heldRoom();
	const reply = { ...text(4), thread: 2, mentions: [asha.id] };
	expect(room.receive([reply, { ...text(5), thread: 2, inRoom: true }, { ...buried(4, 6), thread: 2 }])).toBe(true);
	expect([seqs(room), room.cursor]).toEqual([[1, 2, 3, 5], 6]);
	expect([room.unread.value, room.mentions.value]).toEqual([1, 0]);
	room.catchUp({
		room: summary(8, { readSeq: 3, unread: 1 }),
		messages: [{ ...text(7), thread: 2 }, text(8)],
		more: false,
		reset: false,
	});
	expect(seqs(room)).toEqual([1, 2, 3, 5, 8]);
});

test("name and archive follow the log", () => {
	const { room } = heldRoom();
	room.receive([system(4, "renamed", jun, "kelp"), system(5, "archived", jun)]);
	expect([room.title.value, room.info.value.archived]).toEqual(["kelp", true]);
	room.receive([system(6, "unarchived", jun)]);
	expect(room.info.value.archived).toBeUndefined();
});

test("a direct room is called by the others in it, and listed once somebody has written or for who opened it", () => {
	const people = [asha, jun, { id: 3, name: "mara" }];
	const nameOf = ({ name }: User) => name.toUpperCase();
	const opened = (more: Partial<RoomSummary>, me = asha.id) =>
		new Room(
			summary(1, { visibility: "direct", name: "", people, creator: jun.id, ...more }),
			me,
			new FakeClock(),
			nameOf,
		);
	const room = opened({});
	expect([room.title.value, room.listed.value]).toEqual(["JUN, MARA", false]);
	expect(opened({}, jun.id).listed.value).toBe(true);
	expect(opened({ people: [asha] }).title.value).toBe("ASHA");
	room.receive([text(2)]);
	expect(room.listed.value).toBe(true);
});

test("a new connection whose log is shorter than what is held starts the room anew", () => {
	const { room } = heldRoom();
	room.welcome(summary(1));
	expect([room.held.value, room.cursor, room.heardOf]).toEqual([false, 1, 1]);
	expect(room.messages.value).toEqual([]);
});

test("a clearing takes what is held, what is unread, and leaves nothing older to load", () => {
	const clock = new FakeClock();
	const room = new Room(summary(3), asha.id, clock);
	room.hold({ messages: [text(3)], more: true, head: 3 });
	room.receive([text(4)]);
	room.receive([system(5, "cleared", null), text(6)]);
	expect(seqs(room)).toEqual([5, 6]);
	expect(room.hasOlder.value).toBe(false);
	expect(room.unread.value).toBe(1);
});

test("topic and members follow the log", () => {
	const { room } = heldRoom();
	room.members.value = [asha];
	room.receive([system(4, "topic", asha, "fish"), system(5, "joined", jun), system(6, "joined", jun)]);
	expect(room.info.value.topic).toBe("fish");
	expect(room.members.value).toEqual([asha, jun]);
	room.receive([system(7, "left", jun)]);
	expect(room.members.value).toEqual([asha]);
	room.receive([system(8, "invited", asha, "mara")]);
	expect(room.members.value).toBeNull();
});

test("who types is shown until five seconds without typing, or until their message", () => {
	const { room, clock } = heldRoom();
	room.noteTyping(jun);
	clock.advance(4_000);
	room.noteTyping(jun);
	room.noteTyping({ id: 3, name: "mara" });
	clock.advance(4_999);
	expect(room.typing.value.map(({ name }) => name)).toEqual(["jun", "mara"]);
	room.receive([text(4)]);
	expect(room.typing.value.map(({ name }) => name)).toEqual(["mara"]);
	clock.advance(1);
	expect(room.typing.value).toEqual([]);
	expect(clock.waiting).toBe(0);
});
