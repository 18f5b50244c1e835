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

/** All the turns that a client has at once, but for so many. */
async function spendTurns(client: RawIrcClient, left = 0): Promise<void> {
	const spent = ["Mara", "Mara!x@y", "Jun", "Jun!x@y"];
	expect(spent).toHaveLength(TARGETS);
	const lines = (BURST - left) / TARGETS;
	for (let count = 0; count < lines; count++) client.send(`@+early=yes TAGMSG ${spent.join(",")}`);
	await client.roundTrip();
}

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
		await spendTurns(jun);
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

test("a question of CTCP that has to wait its turn spares who has set +T meanwhile", async () => {
	using mara = await RawIrcClient.loggedIn(gateway.port, "Mara", PASSWORD);
	using jun = await RawIrcClient.loggedIn(gateway.port, "Jun", PASSWORD, "message-tags");
	await spendTurns(jun);
	const before = clock.waiting;
	jun.send("PRIVMSG Mara :\u0001LATE\u0001");
	await eventually(async () => clock.waiting > before, "it waits");
	mara.send("MODE Mara +T");
	await mara.until("MODE", "Mara", "+T");
	clock.advance(1_000);
	await jun.roundTrip();
	expect((await mara.roundTrip()).map(({ command }) => command)).not.toContain("PRIVMSG");
	clock.advance(20_000);
});

test("each line of a batch that is passed on takes a turn", async () => {
	using mara = await RawIrcClient.loggedIn(gateway.port, "Mara", PASSWORD);
	using jun = await RawIrcClient.loggedIn(gateway.port, "Jun", PASSWORD, "message-tags", "batch", "draft/multiline");
	for (const client of [mara, jun]) {
		client.send("JOIN #batches");
		await client.roundTrip();
	}
	await spendTurns(jun, TARGETS);
	const before = clock.waiting;
	const lines = Array.from({ length: TARGETS + 1 }, () => "@batch=1 PRIVMSG @#batches :line");
	jun.send("BATCH +1 draft/multiline @#batches", ...lines, "BATCH -1");
	await eventually(async () => clock.waiting > before, "it waits");
	clock.advance(1_000);
	await jun.roundTrip();
	const passed = (await mara.roundTrip()).filter(({ command }) => command === "PRIVMSG");
	expect(passed).toHaveLength(lines.length);
	clock.advance(20_000);
});
