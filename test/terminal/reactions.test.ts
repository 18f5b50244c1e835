import { expect, setDefaultTimeout, test } from "bun:test";
import type { Room } from "../../src/client/room.ts";
import type { Message } from "../../src/protocol/entities.ts";
import { startParlour } from "../support/parlour.ts";
import { lobbyOf, newPerson, signUp, until } from "../support/person.ts";
import { seat } from "./support/terminal.ts";

setDefaultTimeout(60_000);

function messageIn(room: Room, body: string): Message | undefined {
	return room.messages.value.find((message) => message.body === body);
}

test("reactions stand below their message with their counts; one's own comes by :name: and goes by the same", async () => {
	await using server = await startParlour({ args: ["--announce", "off"] });
	const ben = await newPerson(server.url, "ben");
	const lobby = lobbyOf(ben);
	ben.post(lobby.id, "it is done");
	await until(() => messageIn(lobby, "it is done") !== undefined, "posted");
	await signUp(server.url, "asha");
	await using terminal = await seat(server.url, "asha");
	await terminal.sees("it is done");
	await ben.react(lobby.id, messageIn(lobby, "it is done")?.seq ?? 0, "👍", true);
	await terminal.sees("👍 1");
	await terminal.enter("/react :+1:");
	await terminal.sees("👍 2");
	await terminal.enter("/react 🎉");
	await terminal.sees("👍 2  🎉 1");
	expect(messageIn(lobby, "it is done")?.reactions?.map(({ users }) => users.length)).toEqual([2, 1]);
	await terminal.enter("/react 👍");
	await terminal.sees("👍 1  🎉 1");
	await ben.react(lobby.id, messageIn(lobby, "it is done")?.seq ?? 0, "🎉", true);
	await terminal.press("BTab");
	await terminal.sees("👍 ben  🎉 you, ben");
	await terminal.press("Escape");
	await terminal.sees("👍 1  🎉 2");
	await terminal.enter("/react nonsense");
	await terminal.sees("it is not one emoji");
	ben.stop();
});

test("a chosen message is reacted to, pinned and saved by letters, and the lists lead back to it", async () => {
	await using server = await startParlour({ args: ["--announce", "off"] });
	const ben = await newPerson(server.url, "ben");
	const lobby = lobbyOf(ben);
	for (const body of ["first words", "second words", "third words"]) ben.post(lobby.id, body);
	await signUp(server.url, "asha");
	await using terminal = await seat(server.url, "asha");
	await terminal.sees("third words");
	await terminal.press("C-Up", "Up");
	await terminal.sees("Enter thread");
	await terminal.type("r");
	await terminal.sees("> /react :");
	await terminal.type("tada");
	await terminal.press("Tab");
	await terminal.sees("> /react 🎉");
	await terminal.press("Enter");
	await terminal.sees(/second words[\s\S]*🎉 1[\s\S]*third words/);
	await terminal.press("C-Up", "Up");
	await terminal.sees("Enter thread");
	await terminal.type("p");
	await terminal.sees("second words (pinned)");
	await terminal.press("C-Up", "Up", "Up");
	await terminal.sees("Enter thread");
	await terminal.type("s");
	await terminal.sees("first words (saved)");
	await terminal.enter("/pins");
	await terminal.sees(/Pinned in #lobby[\s\S]*second words/);
	await terminal.seesNo("third words");
	await terminal.press("Enter");
	await terminal.sees("third words");
	await terminal.enter("/saved");
	await terminal.sees(/Saved messages[\s\S]*first words/);
	await terminal.type("x");
	await terminal.sees("Nothing is saved");
	await terminal.press("Escape");
	await terminal.seesNo("(saved)");
	expect(messageIn(lobby, "second words")?.pinned).toBe(true);
	ben.stop();
});

test("marked as unread, a room counts again on the other terminal, and stays so here until one comes back", async () => {
	await using server = await startParlour({ args: ["--announce", "off"] });
	const ben = await newPerson(server.url, "ben");
	const room = await ben.createRoom({ name: "builds", visibility: "public", topic: "" });
	for (const body of ["first words", "second words", "third words"]) ben.post(room.id, body);
	await signUp(server.url, "asha");
	await using terminal = await seat(server.url, "asha");
	await terminal.enter("/join builds");
	await terminal.sees("third words");
	await using second = await seat(server.url, "asha", { args: ["--room", "lobby"] });
	await second.sees("# builds");
	await terminal.press("C-Up", "Up");
	await terminal.sees("Enter thread");
	await terminal.type("u");
	await terminal.sees(/first words[\s\S]*── New ──[\s\S]*second words/);
	await second.sees(/# builds +2 │/);
	await terminal.sees(/# builds +2 │/);
	await terminal.press("M-Up");
	await terminal.sees("▌ # lobby");
	await terminal.press("M-Down");
	await terminal.sees("▌ # builds");
	await second.seesNo(/# builds +2 │/);
	ben.stop();
});
