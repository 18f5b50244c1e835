import { setDefaultTimeout, test } from "bun:test";
import { startParlour } from "../support/parlour.ts";
import { newPerson, signUp, textsOf, until } from "../support/person.ts";
import { seat } from "./support/terminal.ts";

setDefaultTimeout(60_000);

test("a moderator closes a room to all but a few, takes somebody out of it, and keeps them out", async () => {
	await using server = await startParlour({ args: ["--announce", "off"] });
	const ben = await newPerson(server.url, "ben");
	await signUp(server.url, "asha");
	await using terminal = await seat(server.url, "asha");
	await terminal.enter("/create harbour");
	await terminal.sees("▌ # harbour");
	await terminal.enter("/invite ben");
	await until(() => ben.rooms.value.size === 2, "ben is in it");
	const room = [...ben.rooms.peek().values()].find(({ title }) => title.value === "harbour");
	if (!room) throw new Error("ben is not in #harbour");
	await ben.open(room);

	await terminal.enter("/rules announcement maybe");
	await terminal.sees("/rules announcement, private or topic: on or off");
	await terminal.press("C-u");
	await terminal.enter("/rules announcement on");
	await terminal.sees("# harbour · announcements");
	await until(() => room.info.value.announcement === true, "ben knows");
	await terminal.enter("/speaker BEN");
	await terminal.sees("asha let ben post announcements");
	ben.post(room.id, "the ferry is late");
	await terminal.sees("the ferry is late");
	await terminal.enter("/ban spam*");
	await terminal.sees("spam* can neither join nor post here");
	await terminal.enter("/rules key seaweed");
	await terminal.enter("/rules");
	await terminal.sees(
		/Only moderators post[\s\S]*takes a key[\s\S]*Moderator: asha {2}made this[\s\S]*May post: ben[\s\S]*Banned: spam\* {2}by asha · Today/,
	);
	for (let step = 0; step < 4; step++) await terminal.press("Down");
	await terminal.sees("▌ Banned: spam*");
	await terminal.type("x");
	await terminal.seesNo("Banned: spam*");
	await terminal.press("Escape");
	await terminal.seesNo("Rules of");

	await terminal.enter("/remove ben Keep to the boats");
	await terminal.sees("Remove ben from #harbour? y/n");
	await terminal.type("y");
	await terminal.sees("asha removed ben: Keep to the boats");
	await until(() => ben.removal.value?.reason === "Keep to the boats", "ben is told");
	ben.stop();
});

test("who may not post in a room keeps what they wrote, needs its key to join it, and is told of being removed", async () => {
	await using server = await startParlour({ args: ["--announce", "off"] });
	const ben = await newPerson(server.url, "ben");
	await signUp(server.url, "asha");
	const room = await ben.createRoom({ name: "news", visibility: "public", topic: "" });
	await ben.open(room);
	await ben.setRule(room.id, { rule: "announcement", on: true });
	await ben.setRule(room.id, { rule: "key", on: true, value: "seaweed" });
	await using terminal = await seat(server.url, "asha");
	await terminal.enter("/join news");
	await terminal.sees("#news has a key: /join news KEY");
	await terminal.press("C-u");
	await terminal.enter("/join news seaweed");
	await terminal.sees("▌ # news");
	await terminal.enter("may I");
	await terminal.sees("Only moderators post in #news");
	await terminal.sees("> may I");
	await ben.setRule(room.id, { rule: "speaker", on: true, value: "asha" });
	await terminal.sees("ben let asha post");
	await terminal.press("Enter");
	await until(() => textsOf(room).includes("may I"), "it is said");
	await ben.remove(room.id, "asha", "Thank you");
	await terminal.sees("ben removed you from #news: Thank you");
	await terminal.seesNo("# news");
	ben.stop();
});
