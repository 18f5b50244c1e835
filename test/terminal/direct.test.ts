import { setDefaultTimeout, test } from "bun:test";
import type { Client } from "../../src/client/client.ts";
import type { Room } from "../../src/client/room.ts";
import { startParlour } from "../support/parlour.ts";
import { newPerson, signUp, textsOf, until } from "../support/person.ts";
import { seat } from "./support/terminal.ts";

setDefaultTimeout(60_000);

async function directOf(client: Client): Promise<Room> {
	const find = () => [...client.rooms.value.values()].find(({ info }) => info.value.visibility === "direct");
	await until(() => find() !== undefined, "a direct room");
	const room = find();
	if (!room) throw new Error("it is gone");
	await client.open(room);
	return room;
}

test("/msg writes to somebody directly; their answer is counted under Direct, with a dot for who is there", async () => {
	await using server = await startParlour({ args: ["--announce", "off"] });
	const ben = await newPerson(server.url, "ben");
	await ben.setProfile({ display: "Ben Obi", status: { emoji: "🌴", text: "Back on Monday" } });
	await signUp(server.url, "asha");
	await using terminal = await seat(server.url, "asha");
	await terminal.enter("/msg ben just between us");
	await terminal.sees(/Direct[\s\S]*▌ ● Ben Obi/);
	await terminal.sees("● Ben Obi · 🌴 Back on Monday");
	await terminal.sees(/asha {2,}just between us/);
	const direct = await directOf(ben);
	await until(() => textsOf(direct).includes("just between us"), "ben reads it");

	await terminal.press("M-Up");
	await terminal.sees("▌ # lobby");
	ben.post(direct.id, "of course");
	await terminal.sees(/● Ben Obi +1 │/);
	await terminal.sees(/Inbox +1 │/);
	await terminal.enter("/msg @ben");
	await terminal.sees(/Ben Obi {2,}of course/);
	await terminal.seesNo(/Inbox +1 │/);
	ben.stop();
	await terminal.sees(/○ Ben Obi/);
});

test("a direct room with several is opened by their names, and one that nobody has is refused in words", async () => {
	await using server = await startParlour({ args: ["--announce", "off"] });
	const ben = await newPerson(server.url, "ben");
	const cara = await newPerson(server.url, "cara");
	await signUp(server.url, "asha");
	await using terminal = await seat(server.url, "asha");
	await terminal.enter("/msg ben,cara hello both");
	await terminal.sees("▌ ● ben, cara");
	for (const client of [ben, cara]) {
		const direct = await directOf(client);
		await until(() => textsOf(direct).includes("hello both"), "they read it");
	}
	await terminal.enter("/msg nobody hello");
	await terminal.sees("> /msg nobody hello");
	ben.stop();
	cara.stop();
});

test("--room @NAME begins in the direct room with somebody", async () => {
	await using server = await startParlour({ args: ["--announce", "off"] });
	await signUp(server.url, "ben");
	await signUp(server.url, "asha");
	await using terminal = await seat(server.url, "asha", { args: ["--room", "@ben"] });
	await terminal.sees("▌ ○ ben");
});
