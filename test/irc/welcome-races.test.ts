import { afterAll, beforeAll, expect, test } from "bun:test";
import { eventually } from "../support/eventually.ts";
import { RawIrcClient } from "../support/irc-client.ts";
import { startTestGateway, type TestGateway } from "../support/irc-gateway.ts";
import { PASSWORD } from "../support/person.ts";

let gateway: TestGateway;
/** While it is there, nobody is told who is in a room. */
let closed: { opened: Promise<void>; open: () => void; waiting: number } | null = null;
beforeAll(async () => {
	gateway = await startTestGateway(["Mara", "Jun"]);
	const { people } = gateway.under.core;
	const members = people.members.bind(people);
	people.members = async (person, room) => {
		if (closed) {
			closed.waiting++;
			await closed.opened;
		}
		return members(person, room);
	};
});
afterAll(() => gateway[Symbol.asyncDispose]());

/** Mara, who moderates the rooms, and Jun, who has just come back to them and is still being shown who is in the lobby. */
async function halfWelcome(...channels: string[]): Promise<{ mara: RawIrcClient; jun: RawIrcClient }> {
	const mara = await RawIrcClient.loggedIn(gateway.port, "Mara", PASSWORD);
	{
		using jun = await RawIrcClient.loggedIn(gateway.port, "Jun", PASSWORD);
		for (const client of [mara, jun]) {
			client.send(`JOIN ${channels.join(",")}`);
			for (const channel of channels) await client.until("366", /.*/, channel);
		}
	}
	const { promise: opened, resolve: open } = Promise.withResolvers<void>();
	const gate = { opened, open, waiting: 0 };
	closed = gate;
	const jun = await RawIrcClient.connect(gateway.port);
	jun.send(`PASS :Jun:${PASSWORD}`, "NICK Jun", "USER Jun 0 * :Jun");
	await eventually(async () => gate.waiting > 0, "the welcome waits");
	return { mara, jun };
}

function letOn(): void {
	closed?.open();
	closed = null;
}

test("on coming back, the JOIN of a room comes before what is said in it, however long the others take to be shown", async () => {
	const { mara, jun } = await halfWelcome("#zoo");
	mara.send("PRIVMSG #zoo :early");
	await mara.roundTrip();
	letOn();
	const before: string[] = [];
	for (const { command, params } of await jun.roundTrip()) if (params[0] === "#zoo") before.push(command);
	expect(before).toEqual(["JOIN", "PRIVMSG"]);
	for (const client of [mara, jun]) client[Symbol.dispose]();
});

test("who is removed from a room while they are being welcomed is shown the others", async () => {
	const { mara, jun } = await halfWelcome("#attic", "#barn", "#cellar");
	mara.send("KICK #barn Jun");
	await mara.until("KICK", "#barn", "Jun");
	letOn();
	await jun.until("KICK", "#barn", "Jun");
	const shown = (await jun.roundTrip()).map(({ command, params }) => `${command} ${params[1]}`);
	expect(shown.filter((line) => line.startsWith("FAIL"))).toEqual([]);
	for (const channel of ["#attic", "#cellar"]) expect(shown).toContain(`366 ${channel}`);
	for (const client of [mara, jun]) client[Symbol.dispose]();
});
