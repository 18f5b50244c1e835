import { join } from "node:path";
import type { Client } from "../src/client/client.ts";
import type { Room } from "../src/client/room.ts";
import { startParlour } from "../test/support/parlour.ts";
import { newPerson, textsOf, until } from "../test/support/person.ts";
import { seat, type Terminal } from "../test/terminal/support/terminal.ts";

/** Puts what the terminal shows, at two sizes, into docs/terminal.md: each picture that the page has a place for. */
const PAGE = join(import.meta.dir, "../docs/terminal.md");

const TALK: readonly (readonly [name: string, text: string])[] = [
	["Mara.Okafor", "Morning! The tide import is the last red item. I can reproduce it with the Leixões file."],
	["Mara.Okafor", "Fix is two lines, review anyone? [tide-import#218](https://example.org/218)"],
	[
		"Jun.Li",
		"On it. Does this look right?\n\n```ts\nexport function stripMarks(line: string): string {\n  return line.replaceAll(BOM, '');\n}\n```",
	],
	["Asha", "> the second header line has a BOM\n\nSame as in May. Merging `218` now, then I tag **4.0.0**."],
	["Asha", "1. freeze at noon\n2. run the *long* import once\n3. tell the pilots"],
	["Jun.Li", "🚢"],
];
const NEWS: readonly (readonly [name: string, text: string])[] = [
	["Tomás.Silva", "Back from the pier. @Asha the gauge reads fine again 🌅"],
	["Mara.Okafor", "潮汐数据导入成功，谢谢大家！"],
];

async function say(people: Map<string, Client>, room: Room, lines: typeof TALK): Promise<void> {
	for (const [name, text] of lines) {
		const client = people.get(name);
		if (!client) throw new Error(`nobody is called ${name}`);
		client.post(room.id, text);
		await until(() => client.outbox.value.length === 0, `${name} heard`);
	}
}

async function put(name: string, terminal: Terminal): Promise<void> {
	const page = await Bun.file(PAGE).text();
	const picture = (await terminal.screen()).join("\n");
	const marks = new RegExp(`(<!-- ${name} -->\n\`\`\`text\n)[\\s\\S]*?(\n\`\`\`\n)`);
	if (!marks.test(page)) return;
	await Bun.write(
		PAGE,
		page.replace(marks, (_, before: string, after: string) => `${before}${picture}${after}`),
	);
}

await using server = await startParlour({ args: ["--name", "Harbour Lab", "--announce", "off", "--unlimited"] });
const people = new Map<string, Client>();
for (const name of ["Asha", "Mara.Okafor", "Jun.Li", "Tomás.Silva"])
	people.set(name, await newPerson(server.url, name));
const asha = people.get("Asha");
if (!asha) throw new Error("nobody is here");
const topic = "Cut on Thursday · checklist pinned";
const release = await asha.createRoom({ name: "release-4", visibility: "public", topic });
await asha.createRoom({ name: "hiring", visibility: "private", topic: "" });
const support = await asha.createRoom({ name: "support", visibility: "public", topic: "" });
for (const client of people.values()) {
	if (client === asha) continue;
	await client.join(release.id);
	await client.join(support.id);
}
await say(
	people,
	support,
	Array.from({ length: 12 }, (_, n) => ["Jun.Li", `ticket ${n + 1}`] as const),
);
await say(people, release, TALK);
await asha.open(release);
await until(() => textsOf(release).length === TALK.length, "the talk");
await asha.markRead(release, release.messages.peek().at(-1)?.seq ?? 0);
await say(people, release, NEWS);
asha.stop();

for (const [size, columns, rows] of [
	["100×30", 100, 30],
	["60×24", 60, 24],
] as const) {
	await using terminal = await seat(server.url, "Asha", { columns, rows, args: ["--room", "release-4"] });
	await terminal.sees("谢谢大家");
	await terminal.type("Then nothing is left but the notes");
	people.get("Jun.Li")?.typing(release.id);
	await terminal.sees("Jun.Li is typing…");
	await put(`conversation ${size}`, terminal);
	await terminal.press("C-c");
	await terminal.seesNo("Then nothing");
	await terminal.press("C-k");
	await terminal.sees("Jump to a room");
	await put(`jump ${size}`, terminal);
	await terminal.press("Escape");
	await terminal.seesNo("Jump to a room");
	await terminal.press("C-f");
	await terminal.type("leixões");
	await terminal.sees("Search: leixões");
	await terminal.press("Enter");
	await terminal.sees("Enter or ↑ older");
	await put(`search ${size}`, terminal);
	await terminal.press("Escape");
	await terminal.seesNo("Search:");
	await terminal.type("?");
	await terminal.sees("Send the message");
	await put(`help ${size}`, terminal);
}
for (const client of people.values()) client.stop();
console.log(`Pictures are in ${PAGE}`);
