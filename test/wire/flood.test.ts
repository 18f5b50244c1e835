import { afterAll, beforeAll, expect, test } from "bun:test";
import { type RunningParlour, startParlour } from "../support/parlour.ts";
import { connect, lobbyOf, newPerson, signUp, textsOf, until } from "../support/person.ts";
import { RawSocket } from "../support/raw-socket.ts";

let server: RunningParlour;
beforeAll(async () => {
	server = await startParlour({ args: ["--announce", "off"] });
});
afterAll(() => server[Symbol.asyncDispose]());

test("a flood is slowed: each refused post is told when to try again, and none of it is in the log", async () => {
	const flooder = await RawSocket.enter(server.url, await signUp(server.url, "flooder"));
	await using socket = flooder;
	const bodies = Array.from({ length: 100 }, (_, index) => `flood ${index}`);
	const answers = await Promise.all(
		bodies.map((body, index) => socket.ask({ t: "post", room: 1, nonce: `flood-nonce-${index}`, body })),
	);
	const refused = answers.filter(({ t }) => t === "error");
	expect(refused.length).toBeGreaterThan(40);
	for (const answer of refused)
		expect(answer).toMatchObject({ code: "rate_limited", retryAfterMs: expect.any(Number) });
	const page = await socket.ask({ t: "history", room: 1, limit: 200 });
	const accepted = bodies.filter((_, index) => answers[index]?.t === "posted");
	expect(page.t === "page" && page.messages.map(({ body }) => body)).toEqual(accepted);
});

test("the client gets a flood of its own through in order all the same, and others are not slowed by it", async () => {
	const eager = await newPerson(server.url, "eager");
	const calm = await connect(server.url, "calm", await signUp(server.url, "calm"));
	const bodies = Array.from({ length: 60 }, (_, index) => `eager ${index + 1}`);
	for (const body of bodies) eager.post(lobbyOf(eager).id, body);
	await until(() => textsOf(lobbyOf(calm)).includes("eager 30"), "the first ones");
	calm.post(lobbyOf(calm).id, "calm");
	await until(() => calm.outbox.value.length === 0, "the calm one's ack");
	expect(eager.outbox.peek().length).toBeGreaterThan(0);
	await until(() => eager.outbox.value.length === 0, "all acknowledged");
	const heard = () => textsOf(lobbyOf(calm)).filter((text) => text.startsWith("eager"));
	await until(() => heard().length >= bodies.length, "all heard");
	expect(heard()).toEqual(bodies);
	eager.stop();
	calm.stop();
});
