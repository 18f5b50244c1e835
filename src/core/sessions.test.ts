import { expect, test } from "bun:test";
import { startTestCore } from "../../test/support/core.ts";
import { FakeClock } from "../../test/support/fake-clock.ts";

const ORIGIN = { gateway: "web", address: "192.0.2.1" };
const HOUR_MS = 60 * 60_000;

test("when a session was last used is written at each connection, and at most once an hour besides", async () => {
	const clock = new FakeClock();
	await using under = await startTestCore({ clock });
	const { accounts, sessions } = under.core;
	const account = await accounts.signUp({ name: "asha", passwordDigest: "x" }, ORIGIN);
	const { session, token } = await accounts.openSession(account, ORIGIN);
	const stored = await accounts.authenticate(token);
	let touched = 0;
	const touch = under.store.touchSession;
	under.store.touchSession = (input) => {
		touched++;
		return touch(input);
	};
	const openedAt = clock.now();
	clock.advance(1000);
	sessions.opened(session, "browser/1");
	for (let n = 0; n < 10; n++) sessions.used(session);
	expect(touched).toBe(1);
	clock.advance(HOUR_MS);
	sessions.used(session);
	sessions.used(session);
	expect(touched).toBe(2);
	sessions.opened(session, "browser/2");
	expect(touched).toBe(3);
	// Written after whatever is under way.
	await under.core.messages.say("mark");
	expect(await sessions.list(stored)).toEqual([
		{
			...ORIGIN,
			id: session,
			client: "browser/2",
			openedAt,
			seenAt: openedAt + 1000 + HOUR_MS,
			current: true,
		},
	]);
});
