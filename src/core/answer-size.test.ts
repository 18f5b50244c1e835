import { expect, test } from "bun:test";
import { startTestCore } from "../../test/support/core.ts";
import type { ListedRoom, Profile } from "../protocol/entities.ts";

const LONGEST = 400_000;

async function someone() {
	const under = await startTestCore({ unlimited: true, announce: false });
	const origin = { gateway: "web", address: "::1" };
	const account = await under.core.accounts.signUp({ name: "asha", passwordDigest: "0".repeat(64) }, origin);
	const connection = { ...origin, session: null, end: () => undefined };
	return { under, person: await under.core.presence.attach(account, connection, { resumed: false }) };
}

test("of a room with thousands of members all are told, within what a slow reader's queue holds", async () => {
	const { under, person } = await someone();
	await using _ = under;
	const picture = "a".repeat(64);
	const status = { emoji: "🌊", text: "at sea ".repeat(14) };
	const many = Array.from({ length: 5000 }, (_, id): Profile => ({ id, name: `somebody${id}`, picture, status }));
	under.store.members = async () => many;
	const told = await under.core.people.members(person, 1);
	expect(told.map(({ id }) => id)).toEqual(many.map(({ id }) => id));
	expect(JSON.stringify(told).length).toBeLessThan(LONGEST);
	under.store.members = async () => many.slice(0, 100);
	expect(await under.core.people.members(person, 1)).toEqual(many.slice(0, 100));
});

test("somebody who makes rooms without end does not keep the others from the directory", async () => {
	const { under, person } = await someone();
	await using _ = under;
	const room: Omit<ListedRoom, "id"> = {
		name: "reef",
		topic: "x".repeat(250),
		visibility: "public",
		members: 1,
		joined: false,
		lastAt: 1,
	};
	under.store.publicRooms = async () => Array.from({ length: 5000 }, (_, id) => ({ ...room, id }));
	const listed = await under.core.rooms.directory(person);
	expect(listed.length).toBeGreaterThan(500);
	expect(JSON.stringify(listed).length).toBeLessThan(LONGEST);
});
