import { expect, test } from "bun:test";
import { Room } from "../../client/room.ts";
import type { ListedRoom } from "../../protocol/entities.ts";
import { browseRows } from "./browse-rows.ts";

const clock = { now: () => 0, after: () => () => undefined };
const listed = (id: number, name: string, members: number, lastAt: number, joined = false): ListedRoom => ({
	id,
	name,
	topic: "",
	visibility: "public",
	members,
	lastAt,
	joined,
});
const own = (id: number, name: string, more: { archived?: true; direct?: true } = {}) =>
	new Room(
		{
			id,
			name,
			topic: "",
			visibility: more.direct ? "direct" : "private",
			...(more.archived ? { archived: true } : {}),
			head: 1,
			lastAt: 5,
			readSeq: 0,
			unread: 0,
			mentions: 0,
			notify: "all",
		},
		1,
		clock,
	);

test("the directory and one's own rooms stand in the wanted order, the archived ones apart, direct ones not at all", () => {
	const directory = [listed(1, "lobby", 3, 10, true), listed(2, "support", 9, 20), listed(3, "builds", 9, 1)];
	const rooms = [own(4, "hiring"), own(5, "old", { archived: true }), own(6, "", { direct: true })];
	const names = (order: "active" | "size" | "name") =>
		browseRows(directory, rooms, "", order, 100).open.map(({ name }) => name);
	expect(names("active")).toEqual(["support", "lobby", "hiring", "builds"]);
	expect(names("size")).toEqual(["builds", "support", "lobby", "hiring"]);
	expect(names("name")).toEqual(["builds", "hiring", "lobby", "support"]);
	const { archived, open } = browseRows(directory, rooms, "OL", "name", 100);
	expect([archived.map(({ name }) => name), open]).toEqual([["old"], []]);
});

test("a room that one is not in says where it is full, or has a key", () => {
	const directory: ListedRoom[] = [
		{ ...listed(1, "a-full-one", 20, 20), maxMembers: 20 },
		{ ...listed(2, "keyed", 3, 10), keyed: true, maxMembers: 20 },
		{ ...listed(3, "my-own", 3, 5, true), keyed: true, maxMembers: 3 },
	];
	const abouts = browseRows(directory, [], "", "active", 100).open.map(({ about }) => about.split(" · ").slice(0, -1));
	expect(abouts).toEqual([["20 people", "full"], ["3 people", "needs a key"], ["3 people"]]);
});
