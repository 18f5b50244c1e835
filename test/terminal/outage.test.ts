import { expect, setDefaultTimeout, test } from "bun:test";
import { makeDataFolder, startParlour } from "../support/parlour.ts";
import { connect, lobbyOf, newPerson, signUp, textsOf, until } from "../support/person.ts";
import { seat } from "./support/terminal.ts";

setDefaultTimeout(120_000);

test("a server that is killed and comes back finds everything that was typed meanwhile, once and in order", async () => {
	const data = await makeDataFolder();
	const first = await startParlour({ data });
	await signUp(first.url, "asha");
	await using terminal = await seat(first.url, "asha");
	await terminal.enter("before");
	await terminal.sees(/asha {2,}before/);
	await first.kill();
	await terminal.sees("Reconnecting…");
	await terminal.sees("asha ○");
	for (const text of ["while away 1", "while away 2", "while away 3"]) await terminal.enter(text);
	await terminal.type("half a draft");

	await using second = await startParlour({ data, port: first.port, classicPort: first.classicPort });
	await terminal.seesNo("Reconnecting…");
	await terminal.sees("asha ●");
	await terminal.sees("> half a draft");
	const ben = await newPerson(second.url, "ben");
	const expected = ["before", "while away 1", "while away 2", "while away 3"];
	await until(() => textsOf(lobbyOf(ben)).length >= expected.length, "all of it");
	expect(textsOf(lobbyOf(ben))).toEqual(expected);
	ben.stop();
});

test("what could not be sent before one left goes out when one is back, and a draft is still there", async () => {
	const data = await makeDataFolder();
	const first = await startParlour({ data });
	await signUp(first.url, "asha");
	await using terminal = await seat(first.url, "asha");
	await terminal.sees("Welcome");
	await first.kill();
	await terminal.sees("Reconnecting…");
	await terminal.enter("not lost");
	await terminal.sees(/asha {2,}not lost/);
	await terminal.press("C-d");
	await terminal.sees("1 message not sent yet: kept for when you are back");
	await terminal.lastRowIs("[ended with status 0]");

	await using second = await startParlour({ data, port: first.port, classicPort: first.classicPort });
	await using again = await seat(second.url, "asha", { home: terminal.home });
	await again.sees(/asha {2,}not lost/);
	const ben = await newPerson(second.url, "ben");
	await until(() => textsOf(lobbyOf(ben)).includes("not lost"), "it goes out");
	ben.stop();
});

test("a thread that is open, and a draft in it, go on after the server was killed and came back", async () => {
	const data = await makeDataFolder();
	const first = await startParlour({ data });
	const token = await signUp(first.url, "ben");
	await signUp(first.url, "asha");
	await using terminal = await seat(first.url, "asha");
	await terminal.enter("a root");
	await terminal.sees(/asha {2,}a root/);
	await terminal.enter("/thread");
	await terminal.sees("No replies yet");
	await terminal.type("half a reply");
	await terminal.sees("reply> half a reply");
	await first.kill();
	await terminal.sees("Reconnecting…");
	await terminal.type(" and the rest");
	await terminal.sees("half a reply and the rest");
	await terminal.press("Enter");

	await using second = await startParlour({ data, port: first.port, classicPort: first.classicPort });
	await terminal.seesNo("Reconnecting…");
	await terminal.sees(/── 1 reply ──[\s\S]*half a reply and the rest/);
	const ben = await connect(second.url, "ben", token);
	const root =
		lobbyOf(ben)
			.messages.peek()
			.find(({ body }) => body === "a root")?.seq ?? 0;
	ben.post(lobbyOf(ben).id, "and my answer", { thread: root });
	await terminal.sees(/half a reply and the rest[\s\S]*and my answer/);
	ben.stop();
});
