import { setDefaultTimeout, test } from "bun:test";
import * as v from "valibot";
import { sessionReply } from "../../src/protocol/http.ts";
import { startParlour } from "../support/parlour.ts";
import { connect, lobbyOf, postJson, signUp } from "../support/person.ts";
import { seat } from "./support/terminal.ts";

setDefaultTimeout(60_000);

async function newGuest(url: string, name: string) {
	const response = await postJson(url, "/api/guest", { name });
	return connect(url, name, v.parse(sessionReply, await response.json()).token);
}

test("a guest is named as one wherever people are named, and is not offered for a word in private", async () => {
	await using server = await startParlour({ args: ["--guests"] });
	await signUp(server.url, "asha");
	await using terminal = await seat(server.url, "asha");
	const jo = await newGuest(server.url, "jo");
	await terminal.sees("jo (guest) joined");
	jo.post(lobbyOf(jo).id, "hello from outside");
	await terminal.sees(/jo \(guest\) {2}hello from outside/);
	await terminal.press("C-p");
	await terminal.sees("● jo (guest)");
	await terminal.press("Escape");
	await terminal.seesNo("People in #lobby");
	await terminal.press("C-k");
	await terminal.sees("Jump:");
	await terminal.type("jo");
	await terminal.sees("No room and nobody of that name is here");
	await terminal.press("Escape");
	await terminal.seesNo("Jump:");
	await terminal.enter("/search jo");
	await terminal.sees("● jo (guest)");
	await terminal.press("Escape");
	await terminal.seesNo("Search: jo");
	await terminal.enter("/msg jo a word");
	await terminal.sees("guests are in public rooms only");
	jo.stop();
});
