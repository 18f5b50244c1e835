import { expect, test } from "bun:test";
import { startTestCore, type TestCore } from "../../test/support/core.ts";
import { FakeClock } from "../../test/support/fake-clock.ts";
import type { Account } from "../protocol/entities.ts";
import type { Connection, Person } from "./presence.ts";

interface Lobby extends TestCore {
	clock: FakeClock;
	people: Account[];
	/** What the lobby was told, in order: `asha arrived`. */
	told(): Promise<string[]>;
	come(who: number, how?: { resumed: boolean }): Promise<{ leave(deliberate: boolean): void }>;
}

const MINUTE = 60_000;

async function start(count: number, settings: { announce?: boolean } = {}): Promise<Lobby> {
	const clock = new FakeClock();
	const under = await startTestCore({ ...settings, clock });
	const create = (name: string) => under.store.createAccount({ name, nameKey: name, passwordHash: "", at: 1 });
	const people = await Promise.all(Array.from({ length: count }, (_, n) => create(`p${n}`)));
	const lobby = await under.store.lobby();
	return Object.assign(under, {
		clock,
		people,
		async told() {
			// Written after whatever is under way: once it is there, so is the rest.
			await under.core.messages.say("mark");
			const { messages } = await under.store.page(lobby.id, {}, 1000);
			return messages.filter(({ event }) => event !== "said").map(({ author, event }) => `${author?.name} ${event}`);
		},
		async come(who: number, how = { resumed: false }) {
			const account = people[who] ?? expect.unreachable();
			const connection: Connection = { gateway: "test", address: "::1", session: null, end: () => undefined };
			const person: Person = await under.core.presence.attach(account, connection, how);
			return {
				leave: (deliberate: boolean) => under.core.presence.detach(person, connection, { deliberate }),
			};
		},
	});
}

test("who comes is announced at once, and who goes on purpose too", async () => {
	await using lobby = await start(1);
	const p0 = await lobby.come(0);
	expect(await lobby.told()).toEqual(["p0 arrived"]);
	p0.leave(true);
	expect(await lobby.told()).toEqual(["p0 arrived", "p0 departed"]);
	await lobby.come(0);
	expect(await lobby.told()).toEqual(["p0 arrived", "p0 departed", "p0 arrived"]);
});

test("a connection that breaks is announced after a minute, and not before", async () => {
	await using lobby = await start(1);
	(await lobby.come(0)).leave(false);
	lobby.clock.advance(MINUTE - 1);
	expect(await lobby.told()).toEqual(["p0 arrived"]);
	lobby.clock.advance(1);
	expect(await lobby.told()).toEqual(["p0 arrived", "p0 departed"]);
});

test("who is back within the minute is announced neither way, and may break off again", async () => {
	await using lobby = await start(1);
	(await lobby.come(0)).leave(false);
	lobby.clock.advance(MINUTE - 1);
	const back = await lobby.come(0, { resumed: true });
	lobby.clock.advance(10 * MINUTE);
	expect(await lobby.told()).toEqual(["p0 arrived"]);
	back.leave(false);
	lobby.clock.advance(MINUTE);
	expect(await lobby.told()).toEqual(["p0 arrived", "p0 departed"]);
});

test("a second connection, and the end of one of two, are announced neither way", async () => {
	await using lobby = await start(1);
	const phone = await lobby.come(0);
	await lobby.come(0);
	phone.leave(true);
	lobby.clock.advance(10 * MINUTE);
	expect(await lobby.told()).toEqual(["p0 arrived"]);
});

test("after a restart those who come back are not announced, and those who are new are", async () => {
	await using lobby = await start(3);
	await lobby.come(0, { resumed: true });
	await lobby.come(1, { resumed: false });
	expect(await lobby.told()).toEqual(["p1 arrived"]);
	lobby.clock.advance(MINUTE);
	await lobby.come(2, { resumed: true });
	expect(await lobby.told()).toEqual(["p1 arrived", "p2 arrived"]);
});

test("while at most fifty are connected comings and goings are told; with more they are not", async () => {
	await using lobby = await start(52);
	const everybody = [];
	for (let n = 0; n < 50; n++) everybody.push(await lobby.come(n));
	expect(await lobby.told()).toHaveLength(50);
	const [p50, p51] = [await lobby.come(50), await lobby.come(51)];
	expect(await lobby.told()).toHaveLength(50);
	p51.leave(true);
	expect(await lobby.told()).toHaveLength(50);
	p50.leave(true);
	everybody[0]?.leave(true);
	expect((await lobby.told()).slice(50)).toEqual(["p50 departed", "p0 departed"]);
	await lobby.come(0);
	expect((await lobby.told()).at(-1)).toBe("p0 arrived");
});

test("a host that turned it off hears of nobody, and no timer waits", async () => {
	await using lobby = await start(1, { announce: false });
	(await lobby.come(0)).leave(false);
	lobby.clock.advance(MINUTE);
	(await lobby.come(0)).leave(true);
	expect(await lobby.told()).toEqual([]);
	expect(lobby.clock.waiting).toBe(0);
});

test("a server that stops announces nobody's going", async () => {
	await using lobby = await start(2);
	(await lobby.come(0)).leave(false);
	const p1 = await lobby.come(1);
	lobby.core.stop();
	p1.leave(true);
	lobby.clock.advance(MINUTE);
	expect(await lobby.told()).toEqual(["p0 arrived", "p1 arrived"]);
	expect(lobby.clock.waiting).toBe(0);
});
