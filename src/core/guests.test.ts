import { expect, test } from "bun:test";
import { startTestCore, type TestCore } from "../../test/support/core.ts";
import { FakeClock } from "../../test/support/fake-clock.ts";
import type { Account } from "../protocol/entities.ts";
import { ParlourError } from "../protocol/errors.ts";
import type { CoreSettings } from "./core.ts";
import { nameKey } from "./names.ts";
import type { Connection, EndReason } from "./presence.ts";

const MINUTE = 60_000;
const ORIGIN = { gateway: "test", address: "192.0.2.1" };
const fresh = { resumed: false };

interface House extends TestCore {
	clock: FakeClock;
	come(name: string, address?: string): Promise<Account>;
	/** Whether the name is free, once whoever is leaving has left. */
	isFree(name: string): Promise<boolean>;
}

async function start(settings: Partial<CoreSettings> = {}): Promise<House> {
	const clock = new FakeClock();
	const under = await startTestCore({ guests: true, ...settings, clock });
	const come = (name: string, address = ORIGIN.address) =>
		under.core.guests.comeIn(name, { ...ORIGIN, address }, { toLobby: true });
	return Object.assign(under, {
		clock,
		come,
		async isFree(name: string) {
			try {
				await under.core.guests.comeIn(name, { ...ORIGIN, address: "198.51.100.7" }, { toLobby: false });
				return true;
			} catch (cause) {
				expect(cause).toMatchObject({ code: "name_taken" });
				return false;
			}
		},
	});
}

function connection(session: number | null): Connection & { ended: EndReason[] } {
	const ended: EndReason[] = [];
	return { gateway: "test", address: ORIGIN.address, session, ended, end: (reason) => void ended.push(reason) };
}

async function codeOf(refused: Promise<unknown>): Promise<string> {
	const cause = await refused.then(
		() => null,
		(cause: unknown) => cause,
	);
	return cause instanceof ParlourError ? cause.code : String(cause);
}

test("a guest with a session may be gone for three minutes, as when a page is loaded again, and not for longer", async () => {
	await using under = await start();
	const { presence } = under.core;
	const jo = await under.come("jo");
	const [first, second] = [connection(1), connection(1)];
	const person = await presence.attach(jo, first, fresh);
	under.clock.advance(60 * MINUTE);
	presence.detach(person, first, { deliberate: false });
	under.clock.advance(2 * MINUTE);
	const again = await presence.attach(jo, second, { resumed: true });
	under.clock.advance(60 * MINUTE);
	expect(await under.isFree("jo")).toBe(false);
	presence.detach(again, second, { deliberate: true });
	under.clock.advance(3 * MINUTE);
	expect(await under.isFree("jo")).toBe(true);
});

test("a guest without one has left with the last connection, and who never connects has soon", async () => {
	await using under = await start();
	const { presence } = under.core;
	const [jo, _] = [await under.come("jo"), await under.come("ann")];
	const [first, second] = [connection(null), connection(null)];
	const person = await presence.attach(jo, first, fresh);
	await presence.attach(jo, second, fresh);
	presence.detach(person, first, { deliberate: true });
	expect(await under.isFree("jo")).toBe(false);
	presence.detach(person, second, { deliberate: true });
	expect(await under.isFree("jo")).toBe(true);
	under.clock.advance(3 * MINUTE);
	expect(await under.isFree("ann")).toBe(true);
});

test("whose session was read before they left does not come back by it", async () => {
	await using under = await start();
	const jo = await under.come("jo");
	under.clock.advance(3 * MINUTE);
	expect(await under.isFree("jo")).toBe(true);
	const late = connection(1);
	const person = await under.core.presence.attach(jo, late, fresh);
	expect(late.ended).toEqual(["revoked"]);
	expect([...person.rooms]).toEqual([]);
});

test("guests of one address come forty at once at most, and a hundred in all; those of another come in", async () => {
	await using under = await start();
	const codes: string[] = [];
	for (let n = 0; n < 41; n++) codes.push(await codeOf(under.come(`guest${n}`)));
	expect(codes.filter((code) => code === "null")).toHaveLength(40);
	expect(codes.at(-1)).toBe("rate_limited");
	expect((await under.come("elsewhere", "203.0.113.9")).name).toBe("elsewhere");
	for (let n = 0; n < 40; n++) {
		const guest = await under.store.accountByKey(nameKey(`guest${n}`));
		if (guest) await under.core.presence.attach(guest, connection(null), fresh);
	}
	for (let n = 100; n < 170; n++) {
		under.clock.advance(5_000);
		const code = await codeOf(under.come(`guest${n}`));
		expect(code).toBe(n < 160 ? "null" : "forbidden");
		const guest = await under.store.accountByKey(nameKey(`guest${n}`));
		if (guest) await under.core.presence.attach(guest, connection(null), fresh);
	}
});

test("a guest's coming and going is told to the lobby once", async () => {
	await using under = await start();
	const { presence } = under.core;
	const jo = await under.come("jo");
	const mine = connection(null);
	const person = await presence.attach(jo, mine, fresh);
	presence.detach(person, mine, { deliberate: true });
	expect(await under.isFree("jo")).toBe(true);
	const { messages } = await under.store.page(1, {}, 100);
	expect(messages.map(({ event, author }) => [event, author?.name])).toEqual([
		["joined", "jo"],
		["left", "jo"],
	]);
});

test("members who are leaving are in no list any more, and a stop lets nobody go", async () => {
	await using under = await start();
	const asha = await under.store.createAccount({ name: "asha", nameKey: "asha", passwordHash: "", at: 1 });
	const { presence, people } = under.core;
	const reader = await presence.attach(asha, connection(1), fresh);
	const jo = await under.come("jo");
	const mine = connection(null);
	const person = await presence.attach(jo, mine, fresh);
	presence.detach(person, mine, { deliberate: true });
	expect((await people.members(reader, 1)).map(({ name }) => name)).toEqual(["asha"]);
	const ann = await under.come("ann");
	const hers = await presence.attach(ann, connection(null), fresh);
	under.core.stop();
	for (const one of hers.connections) presence.detach(hers, one, { deliberate: false });
	under.clock.advance(10 * MINUTE);
	expect(await under.store.accountByKey("ann")).toMatchObject({ guest: true });
	expect(under.logLines.filter(({ level }) => level === "error")).toEqual([]);
});

test("only guests take another name, and guests without leave come in nowhere", async () => {
	await using under = await start({ guests: false });
	expect(await codeOf(under.come("jo"))).toBe("forbidden");
	const asha = await under.store.createAccount({ name: "asha", nameKey: "asha", passwordHash: "", at: 1 });
	const person = await under.core.presence.attach(asha, connection(1), fresh);
	expect(await codeOf(under.core.guests.rename(person, "other"))).toBe("forbidden");
});
