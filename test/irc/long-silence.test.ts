import { expect, test } from "bun:test";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { openWriter } from "../../src/store/sqlite/connection.ts";
import { RawIrcClient } from "../support/irc-client.ts";
import { askedOf, fill, said } from "../support/irc-history.ts";
import { makeDataFolder, startParlour } from "../support/parlour.ts";
import { PASSWORD, signUp } from "../support/person.ts";

const ALL = ["message-tags", "server-time", "echo-message", "batch", "draft/chathistory"];

/** So many times the topic of the first room but the lobby was set. */
function setTopics(data: string, count: number): void {
	using db = openWriter(join(data, "parlour.db"));
	db.run(
		`INSERT INTO messages (room, seq, rev, at, author, event, body)
		WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
		SELECT r.id, r.head + i, r.head + i, r.last_at + i, r.creator, 'topic', 'topic ' || i FROM rooms r, n WHERE r.id = 2`,
		[count],
	);
	db.run("UPDATE rooms SET head = head + ?1, last_at = last_at + ?1 WHERE id = 2", [count]);
}

test("draft/chathistory: however long only what a client is not told has happened, what was said before is the latest", async () => {
	const data = await makeDataFolder();
	const args = ["--unlimited", "--announce", "off"];
	{
		await using server = await startParlour({ data, args });
		await signUp(server.url, "Jun");
		using irc = await RawIrcClient.loggedIn(server.ircPort, "Jun", PASSWORD, ...ALL);
		await fill(irc, "#silent");
	}
	setTopics(data, 6000);
	{
		await using server = await startParlour({ data, args });
		using irc = await RawIrcClient.loggedIn(server.ircPort, "Jun", PASSWORD, ...ALL);
		expect(said(await askedOf(irc, "LATEST #silent * 2"))).toBe("56");
	}
	await rm(data, { recursive: true });
});
