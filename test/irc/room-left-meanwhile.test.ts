import { afterAll, beforeAll, expect, test } from "bun:test";
import { eventually } from "../support/eventually.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { RawIrcClient } from "../support/irc-client.ts";
import { startTestGateway, type TestGateway } from "../support/irc-gateway.ts";
import { PASSWORD } from "../support/person.ts";

/** How often one may pass on at once what core does not count; each target counts. */
const BURST = 200;
const TARGETS = 4;

let gateway: TestGateway;
const clock = new FakeClock();
beforeAll(async () => {
	gateway = await startTestGateway(["Mara", "Jun"], { clock, unlimited: false });
});
afterAll(() => gateway[Symbol.asyncDispose]());

for (const { kind, line } of [
	{ kind: "a tag", line: "@+late=yes TAGMSG #den" },
	{ kind: "a question of CTCP", line: "PRIVMSG #den :\u0001LATE\u0001" },
	{ kind: "a message to those who moderate", line: "PRIVMSG @#den :late" },
]) {
	test(`${kind} that has to wait its turn is passed on to nobody once its sender is out of the room`, async () => {
		using mara = await RawIrcClient.loggedIn(gateway.port, "Mara", PASSWORD, "message-tags");
		using jun = await RawIrcClient.loggedIn(gateway.port, "Jun", PASSWORD, "message-tags");
		for (const client of [mara, jun]) {
			client.send("JOIN #den");
			await client.roundTrip();
		}
		const spent = ["Mara", "Mara!x@y", "Jun", "Jun!x@y"];
		expect(spent).toHaveLength(TARGETS);
		for (let count = 0; count < BURST / TARGETS; count++) jun.send(`@+early=yes TAGMSG ${spent.join(",")}`);
		await jun.roundTrip();
		const before = clock.waiting;
		jun.send(line);
		await eventually(async () => clock.waiting > before, "it waits");
		mara.send("KICK #den Jun");
		await jun.until("KICK", "#den", "Jun");
		await mara.roundTrip();
		clock.advance(1_000);
		await jun.roundTrip();
		const late = (await mara.roundTrip()).filter(
			(read) => read.tags.has("+late") || /late/i.test(read.params[1] ?? ""),
		);
		expect(late).toEqual([]);
		clock.advance(20_000);
	});
}
