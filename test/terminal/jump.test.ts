import { setDefaultTimeout, test } from "bun:test";
import { startParlour } from "../support/parlour.ts";
import { newPerson, signUp, textsOf, until } from "../support/person.ts";
import { seat } from "./support/terminal.ts";

setDefaultTimeout(60_000);

test("Ctrl K leads to rooms, to people one has not written with yet, and into rooms one has not joined", async () => {
	await using server = await startParlour({ args: ["--announce", "off"] });
	const ben = await newPerson(server.url, "ben");
	await ben.setProfile({ display: "Ben Obi" });
	await ben.createRoom({ name: "harbour", visibility: "public", topic: "Boats" });
	await ben.createRoom({ name: "hold", visibility: "private", topic: "" });
	await signUp(server.url, "asha");
	await using terminal = await seat(server.url, "asha");
	await terminal.press("C-k");
	await terminal.sees("▌ # lobby");
	await terminal.seesNo("harbour");
	await terminal.type("obi");
	await terminal.sees("▌ ● Ben Obi @ben  write directly");
	await terminal.press("Enter");
	await terminal.sees("Only those who are in here can read it");
	await terminal.enter("found you");
	const direct = () => [...ben.rooms.value.values()].find(({ info }) => info.value.visibility === "direct");
	await until(() => direct() !== undefined, "a direct room");
	const room = direct();
	if (!room) throw new Error("it is gone");
	await ben.open(room);
	await until(() => textsOf(room).includes("found you"), "ben reads it");

	await terminal.press("C-k");
	await terminal.type("h");
	await terminal.sees("▌ # harbour  not joined yet · Boats");
	await terminal.seesNo("hold");
	await terminal.press("Enter");
	await terminal.sees("│ # harbour · Boats");
	await terminal.seesNo("Jump to");
	// Whom one writes with already stands there once.
	await terminal.press("C-k");
	await terminal.type("ben");
	await terminal.sees("▌ ● Ben Obi");
	await terminal.seesNo("write directly");
	await terminal.press("Escape");
	await terminal.seesNo("Jump to");
	ben.stop();
});
