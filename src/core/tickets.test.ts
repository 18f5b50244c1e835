import { expect, test } from "bun:test";
import { startTestCore } from "../../test/support/core.ts";
import { FakeClock } from "../../test/support/fake-clock.ts";

const TERMINAL = { gateway: "web", address: "192.0.2.1" };
const BROWSER = { gateway: "web", address: "192.0.2.2" };

async function seated() {
	const clock = new FakeClock();
	const test = await startTestCore({ clock });
	const { accounts } = test.core;
	const account = await accounts.signUp({ name: "asha", passwordDigest: "x" }, TERMINAL);
	const { token } = await accounts.openSession(account, TERMINAL);
	return { test, clock, session: await accounts.authenticate(token) };
}

test("a ticket opens a session once, and never again", async () => {
	const { test, session } = await seated();
	await using _ = test;
	const { tickets, accounts } = test.core;
	const { ticket, token } = tickets.issue(session, TERMINAL);
	const opened = await tickets.redeem(ticket, BROWSER);
	expect(opened.account.name).toBe("asha");
	expect(opened.token).toBe(token);
	expect((await accounts.authenticate(token)).account.id).toBe(session.account.id);
	expect(tickets.redeem(ticket, BROWSER)).rejects.toMatchObject({ code: "unauthorized" });
});

test("of two who redeem a ticket at once, one gets in", async () => {
	const { test, session } = await seated();
	await using _ = test;
	const { ticket } = test.core.tickets.issue(session, TERMINAL);
	const outcomes = await Promise.allSettled([1, 2].map(() => test.core.tickets.redeem(ticket, BROWSER)));
	expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("a ticket is good for just under 30 s, and dead after", async () => {
	const { test, clock, session } = await seated();
	await using _ = test;
	const inTime = test.core.tickets.issue(session, TERMINAL);
	clock.advance(29_999);
	await test.core.tickets.redeem(inTime.ticket, BROWSER);
	const late = test.core.tickets.issue(session, TERMINAL);
	clock.advance(30_000);
	expect(test.core.tickets.redeem(late.ticket, BROWSER)).rejects.toMatchObject({ code: "unauthorized" });
	expect(test.core.accounts.authenticate(late.token)).rejects.toMatchObject({ code: "unauthorized" });
});

test("the token that came with a ticket is of no use before it is redeemed, and ends its session after", async () => {
	const { test, session } = await seated();
	await using _ = test;
	const { accounts, tickets } = test.core;
	const { ticket, token } = tickets.issue(session, TERMINAL);
	expect(accounts.authenticate(token)).rejects.toMatchObject({ code: "unauthorized" });
	await tickets.redeem(ticket, BROWSER);
	await accounts.logOut(await accounts.authenticate(token), { gateway: "web", address: "203.0.113.1" });
	expect(accounts.authenticate(token)).rejects.toMatchObject({ code: "unauthorized" });
});

test("issuing, redeeming and refusing are logged, without the ticket or the token", async () => {
	const { test, session } = await seated();
	await using _ = test;
	const { ticket, token } = test.core.tickets.issue(session, TERMINAL);
	await test.core.tickets.redeem(ticket, BROWSER);
	await test.core.tickets.redeem(ticket, BROWSER).catch(() => undefined);
	const lines = test.logLines.filter(({ event }) => event.startsWith("ticket"));
	expect(lines.map(({ event }) => event)).toEqual(["ticket issued", "ticket redeemed", "ticket refused"]);
	expect(JSON.stringify(lines)).not.toContain(ticket);
	expect(JSON.stringify(lines)).not.toContain(token);
});

test("asking for many tickets, and guessing at them, is slowed", async () => {
	const { test, session } = await seated();
	await using _ = test;
	expect(() => {
		for (let n = 0; n < 100; n++) test.core.tickets.issue(session, TERMINAL);
	}).toThrow(expect.objectContaining({ code: "rate_limited" }));
	const guesses = await Promise.allSettled(
		Array.from({ length: 100 }, (_, n) => test.core.tickets.redeem(`guess ${n}`, BROWSER)),
	);
	expect(guesses.some((guess) => guess.status === "rejected" && guess.reason.code === "rate_limited")).toBe(true);
});

test("who is kicked cannot come back by a ticket of before", async () => {
	const { test, session } = await seated();
	await using _ = test;
	const { ticket } = test.core.tickets.issue(session, TERMINAL);
	await test.core.accounts.kick(session.account);
	expect(test.core.tickets.redeem(ticket, BROWSER)).rejects.toMatchObject({ code: "unauthorized" });
});
