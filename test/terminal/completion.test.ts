import { setDefaultTimeout, test } from "bun:test";
import { startParlour } from "../support/parlour.ts";
import { newPerson, signUp } from "../support/person.ts";
import { seat } from "./support/terminal.ts";

setDefaultTimeout(60_000);

test("Tab completes names, rooms, emoji and commands, and goes through the choices", async () => {
	await using server = await startParlour();
	const others = [];
	for (const name of ["mara", "marcus", "ben"]) others.push(await newPerson(server.url, name));
	await others[0]?.createRoom({ name: "harbour", visibility: "public", topic: "" });
	await signUp(server.url, "asha");
	await using terminal = await seat(server.url, "asha");
	await terminal.sees("4 ●");
	await terminal.enter("/join harbour");
	await terminal.sees("▌ # harbour");
	await terminal.press("M-Down");
	await terminal.sees("▌ # lobby");

	await terminal.type("Hello @mar");
	await terminal.press("Tab");
	await terminal.sees("> Hello @mara");
	await terminal.sees("@mara  @marcus");
	await terminal.press("Tab");
	await terminal.sees("> Hello @marcus");
	await terminal.press("BTab");
	await terminal.sees("> Hello @mara");
	await terminal.type("in #har");
	await terminal.press("Tab");
	await terminal.sees("> Hello @mara in #harbour");
	await terminal.type(":tada");
	await terminal.press("Tab");
	await terminal.sees("> Hello @mara in #harbour 🎉");
	await terminal.press("C-c");
	await terminal.type("/top");
	await terminal.press("Tab");
	await terminal.sees("> /topic");
	for (const other of others) other.stop();
});

test("Tab completes a person by the name that they show, and everybody behind /msg", async () => {
	await using server = await startParlour();
	const ben = await newPerson(server.url, "ben");
	await ben.setProfile({ display: "Obi the Builder" });
	await signUp(server.url, "asha");
	await using terminal = await seat(server.url, "asha");
	await terminal.sees("2 ●");
	await terminal.type("Hello @buil");
	await terminal.press("Tab");
	await terminal.sees("> Hello @ben");
	await terminal.press("C-c");
	await terminal.seesNo("Hello");
	await terminal.type("/msg obi");
	await terminal.press("Tab");
	await terminal.sees("> /msg ben");
	await terminal.press("C-c");
	await terminal.seesNo("/msg");
	await terminal.type("@her");
	await terminal.press("Tab");
	await terminal.sees("> @here");
	ben.stop();
});
