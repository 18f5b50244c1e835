import { expect, setDefaultTimeout, test } from "bun:test";
import type { Client } from "../../src/client/client.ts";
import { placeKey } from "../../src/client/place-key.ts";
import type { Room } from "../../src/client/room.ts";
import { startParlour } from "../support/parlour.ts";
import { connect, lobbyOf, newPerson, signUp, textsOf, until } from "../support/person.ts";
import { seat } from "./support/terminal.ts";

setDefaultTimeout(60_000);

async function seqOf(room: Room, body: string): Promise<number> {
	await until(() => textsOf(room).includes(body), body);
	return room.messages.peek().find((message) => message.body === body)?.seq ?? 0;
}

async function threadOf(client: Client, root: string) {
	const thread = client.thread(lobbyOf(client), await seqOf(lobbyOf(client), root));
	await client.openThread(thread);
	return { thread, texts: () => thread.messages.value.map(({ body }) => body) };
}

test("a thread is opened from a chosen message, shows its root on top, takes replies, and Esc leads back", async () => {
	await using server = await startParlour({ args: ["--announce", "off"] });
	const ben = await newPerson(server.url, "ben");
	ben.post(lobbyOf(ben).id, "which mark is it?");
	ben.post(lobbyOf(ben).id, "something else");
	const desk = await connect(server.url, "asha", await signUp(server.url, "asha"));
	await using terminal = await seat(server.url, "asha");
	await terminal.sees("something else");
	await terminal.press("C-Up");
	await terminal.sees("Enter thread · r react");
	await terminal.press("Up", "Enter");
	await terminal.sees("↳ Thread in #lobby");
	await terminal.seesNo("something else");
	await terminal.enter("the second one");
	await terminal.sees(/which mark is it\?[\s\S]*── 1 reply ──[\s\S]*the second one/);
	const { thread, texts } = await threadOf(ben, "which mark is it?");
	await until(() => texts().includes("the second one"), "ben reads the reply");
	expect(textsOf(lobbyOf(ben))).toEqual(["which mark is it?", "something else"]);

	ben.typing(lobbyOf(ben).id, thread.root);
	await terminal.sees("ben is typing…");
	ben.post(lobbyOf(ben).id, "thank you", { thread: thread.root });
	await terminal.sees("thank you");
	// What is looked at for a moment is read, on every device.
	const marked = () => desk.threadMarks.value.get(placeKey(thread.room.id, thread.root));
	await until(() => (marked()?.readSeq ?? 0) >= (thread.messages.value.at(-1)?.seq ?? Number.NaN), "it is read");
	await terminal.seesNo(/Inbox +1 │/);
	await terminal.press("Escape");
	await terminal.sees(/which mark is it\?[\s\S]*↳ 2 replies, last \d\d:\d\d[\s\S]*something else/);
	await terminal.seesNo("thank you");
	ben.stop();
	desk.stop();
});

test("/reply answers the last message without opening its thread, /also shows the reply in the room, and /unfollow is told", async () => {
	await using server = await startParlour({ args: ["--announce", "off"] });
	const ben = await newPerson(server.url, "ben");
	ben.post(lobbyOf(ben).id, "who comes along?");
	await signUp(server.url, "asha");
	await using terminal = await seat(server.url, "asha");
	await terminal.sees("who comes along?");
	await terminal.enter("/reply I do");
	await terminal.sees("↳ 1 reply");
	const { texts } = await threadOf(ben, "who comes along?");
	expect(texts()).toEqual(["I do"]);
	await terminal.enter("/thread");
	await terminal.sees("Thread in #lobby · followed");
	await terminal.enter("/also and Mara does");
	await until(() => textsOf(lobbyOf(ben)).includes("and Mara does"), "it stands in the room too");
	await terminal.sees("and Mara does (in the room too)");
	await terminal.enter("/unfollow");
	await terminal.seesNo("· followed");
	await terminal.press("Escape");
	await terminal.sees("↳ to “who comes along?”");
	ben.stop();
});

test("a reply that one has not read is counted at its root and in the inbox, until the thread has been looked at", async () => {
	await using server = await startParlour({ args: ["--announce", "off"] });
	const ben = await newPerson(server.url, "ben");
	await signUp(server.url, "asha");
	await using terminal = await seat(server.url, "asha");
	await terminal.enter("my question");
	const root = await seqOf(lobbyOf(ben), "my question");
	ben.post(lobbyOf(ben).id, "an answer", { thread: root });
	await terminal.sees("↳ 1 reply, 1 new");
	await terminal.sees(/Inbox +1 │/);
	await terminal.enter("/thread");
	await terminal.sees(/── New ──[\s\S]*an answer/);
	await terminal.seesNo(/Inbox +1 │/);
	await terminal.press("Escape");
	await terminal.seesNo("1 new");
	ben.stop();
});

test("what is drafted in a thread and in its room are two drafts, and both are on the other terminal too", async () => {
	await using server = await startParlour({ args: ["--announce", "off"] });
	await signUp(server.url, "asha");
	await using terminal = await seat(server.url, "asha");
	await terminal.enter("a root");
	await terminal.sees(/asha {2,}a root/);
	await terminal.type("for the room");
	await terminal.sees("> for the room");
	await using second = await seat(server.url, "asha");
	await second.sees("> for the room");
	await terminal.press("C-c");
	await second.seesNo("for the room");
	await terminal.enter("/thread");
	await terminal.sees("reply>");
	await terminal.type("for the thread");
	await second.sees(/asha {2,}a root/);
	await second.enter("/thread");
	await second.sees("reply> for the thread");
	await second.press("Escape");
	await second.seesNo("for the thread");
});
