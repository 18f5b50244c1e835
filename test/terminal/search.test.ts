import { expect, setDefaultTimeout, test } from "bun:test";
import { startParlour } from "../support/parlour.ts";
import { lobbyOf, newPerson, signUp, until } from "../support/person.ts";
import { seat } from "./support/terminal.ts";

setDefaultTimeout(120_000);

const COUNT = 600;

test("a hit far back is jumped to with what surrounds it, one reads on from there to the newest, and Ctrl F brings the list back", async () => {
	await using server = await startParlour({ args: ["--unlimited", "--announce", "off"] });
	const ben = await newPerson(server.url, "ben");
	const lobby = lobbyOf(ben);
	for (let n = 1; n <= COUNT; n++) ben.post(lobby.id, n === 100 ? "message 100 with the needle" : `message ${n}`);
	await until(() => ben.outbox.value.length === 0, "all of it");
	await signUp(server.url, "asha");
	await using terminal = await seat(server.url, "asha");
	await terminal.sees(`message ${COUNT}`);
	await terminal.press("C-f");
	await terminal.type("NEEDLE");
	await terminal.sees("Search: NEEDLE");
	await terminal.press("Enter");
	await terminal.sees(/▌ ben {2}#lobby · \d\d:\d\d\n[^\n]*message 100 with the needle/);
	await terminal.press("Enter");
	const rows = await terminal.sees(/message 99[\s\S]*message 100 with the needle[\s\S]*message 101/);
	expect(rows.join("\n")).toContain("Esc goes to the newest");
	for (let page = 0; page < 100; page++) {
		const before = (await terminal.screen()).join("\n");
		if (before.includes(`message ${COUNT}`)) break;
		await terminal.press("NPage");
		await terminal.shows((now) => now.join("\n") !== before, "something further on");
	}
	await terminal.seesNo("Esc goes to the newest");
	ben.post(lobby.id, "and one more");
	await terminal.sees("and one more");
	await terminal.press("C-f");
	await terminal.sees("message 100 with the needle");
	await terminal.press("Enter");
	await terminal.sees("message 101");
	await terminal.press("Escape");
	await terminal.sees("and one more");
	ben.stop();
});

test("a search finds replies in their threads, people and rooms, and says so where it finds nothing", async () => {
	await using server = await startParlour({ args: ["--announce", "off"] });
	const ben = await newPerson(server.url, "ben");
	await ben.createRoom({ name: "harbour", visibility: "public", topic: "Boats" });
	const lobby = lobbyOf(ben);
	ben.post(lobby.id, "a root");
	await until(() => lobby.messages.value.some(({ body }) => body === "a root"), "the root");
	const root = lobby.messages.peek().find(({ body }) => body === "a root")?.seq ?? 0;
	ben.post(lobby.id, "the reply about driftwood", { thread: root });
	await until(() => ben.outbox.value.length === 0, "the reply");
	await signUp(server.url, "asha");
	await using terminal = await seat(server.url, "asha");
	await terminal.enter("/search nowhere-to-be-found");
	await terminal.sees("Nothing was found");
	await terminal.press("Escape");
	await terminal.seesNo("Search:");
	await terminal.press("C-f");
	await terminal.sees("Search: nowhere");
	await terminal.type("harb");
	await terminal.sees("Search: harb");
	await terminal.press("Enter");
	await terminal.sees("# harbour  not joined yet · Boats");
	await terminal.press("Enter");
	// The row of what was found looks alike: what is typed before it is gone goes into the search.
	await terminal.seesNo("not joined yet");
	await terminal.sees("▌ # harbour");
	await terminal.enter("/search ben");
	await terminal.sees("▌ ● ben");
	await terminal.press("Escape");
	await terminal.seesNo("Search:");
	await terminal.enter("/search driftwood");
	await terminal.sees("#lobby · thread");
	await terminal.press("Enter");
	await terminal.sees(/Thread in #lobby[\s\S]*the reply about driftwood/);
	ben.stop();
});
