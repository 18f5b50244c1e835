import type { Client } from "../src/client/client.ts";
import type { Room } from "../src/client/room.ts";
import { upload } from "../test/support/files.ts";
import { connect, signUp, textsOf, until } from "../test/support/person.ts";
import type { Terminal } from "../test/terminal/support/terminal.ts";

type Talk = readonly (readonly [name: string, text: string])[];

const QUESTION = "On it. Does this look right?";
const TALK: Talk = [
	["Mara.Okafor", "Morning! The tide import is the last red item. I can reproduce it with the Leixões file."],
	["Mara.Okafor", "Fix is two lines, review anyone? [tide-import#218](https://example.org/218)"],
	[
		"Jun.Li",
		`${QUESTION}\n\n\`\`\`ts\nexport function stripMarks(line: string): string {\n  return line.replaceAll(BOM, '');\n}\n\`\`\``,
	],
	["Asha", "> the second header line has a BOM\n\nSame as in May. Merging `218` now, then I tag **4.0.0**."],
	["Asha", "1. freeze at noon\n2. run the *long* import once\n3. tell the pilots"],
	["Jun.Li", "🚢"],
];
const REPLIES: Talk = [
	["Mara.Okafor", "Looks right. What of a mark in the middle of a line?"],
	["Jun.Li", "Gone as well: `replaceAll`"],
	["Asha", "Then it may go in"],
	["Mara.Okafor", "Reviewed, and green on all three"],
];

async function say(people: ReadonlyMap<string, Client>, room: Room, lines: Talk, thread?: number): Promise<void> {
	for (const [name, text] of lines) {
		const client = people.get(name);
		if (!client) throw new Error(`nobody is called ${name}`);
		client.post(room.id, text, thread === undefined ? {} : { thread });
		await until(() => client.outbox.value.length === 0, `${name} heard`);
	}
}

export interface Lab {
	/** Somebody is typing in the room that is looked at. */
	typing(): void;
	/** By the keys that a person would press. */
	openThread(terminal: Terminal): Promise<void>;
	stop(): void;
}

/** A team at work, as one of them, Asha, will find it. */
export async function harbourLab(url: string): Promise<Lab> {
	const people = new Map<string, Client>();
	const tokens = new Map<string, string>();
	for (const name of ["Asha", "Mara.Okafor", "Jun.Li", "Tomás.Silva"]) {
		const token = await signUp(url, name);
		tokens.set(name, token);
		people.set(name, await connect(url, name, token));
	}
	const of = (name: string): Client => people.get(name) ?? expectPerson(name);
	const [asha, mara, jun, tomas] = [of("Asha"), of("Mara.Okafor"), of("Jun.Li"), of("Tomás.Silva")];
	for (const [name, client] of people) await client.setProfile({ display: name.replace(".", " ") });
	await mara.setProfile({ status: { emoji: "🌊", text: "At the gauge until noon" } });

	const topic = "Cut on Thursday · checklist pinned";
	const release = await asha.createRoom({ name: "release-4", visibility: "public", topic });
	await asha.createRoom({ name: "hiring", visibility: "private", topic: "" });
	const support = await asha.createRoom({ name: "support", visibility: "public", topic: "" });
	const notes = await asha.createRoom({ name: "field-notes", visibility: "public", topic: "" });
	const builds = await asha.createRoom({ name: "builds", visibility: "public", topic: "" });
	await asha.setNotify(builds.id, "none");
	for (const client of [mara, jun, tomas])
		for (const room of [release, support, notes, builds]) await client.join(room.id);
	await say(
		people,
		support,
		Array.from({ length: 12 }, (_, n) => ["Jun.Li", `ticket ${n + 1}`] as const),
	);
	await say(people, builds, [["Jun.Li", "4.0.0-rc.2 is built"]]);
	await say(people, notes, [["Tomás.Silva", "@Asha the readings of Leixões are in the shared folder"]]);
	await say(people, notes, [["Tomás.Silva", "Low tide at 14:20, @Asha"]]);

	await say(people, release, TALK);
	await asha.open(release);
	await until(() => textsOf(release).length === TALK.length, "the talk");
	const root = release.messages.peek().find(({ body }) => body.startsWith(QUESTION))?.seq ?? 0;
	await say(people, release, REPLIES, root);
	for (const client of [mara, jun, tomas]) await client.react(release.id, root, "👍", true);
	await asha.react(release.id, root, "🎉", true);
	await mara.pin(release.id, root + 2, true);
	await asha.markRead(release, release.messages.peek().at(-1)?.seq ?? 0);

	const pier = new Uint8Array(1_210_000);
	pier.set([0xff, 0xd8, 0xff, 0xe0]);
	const file = await upload(url, tokens.get("Tomás.Silva") ?? "", { name: "pier.jpg", type: "image/jpeg", body: pier });
	tomas.post(release.id, "Back from the pier. @asha the gauge reads fine again 🌅", { files: [file] });
	await until(() => tomas.outbox.value.length === 0, "the picture");
	await say(people, release, [["Mara.Okafor", "潮汐数据导入成功，谢谢大家！"]]);

	for (const [client, text] of [
		[tomas, null],
		[jun, "Do you have a minute?"],
		[mara, null],
	] as const) {
		const direct = await client.openDirect(["Asha"]);
		client.post(direct.id, text ?? "Thanks");
		await until(() => client.outbox.value.length === 0, "a direct message");
		if (text !== null) continue;
		await until(() => asha.rooms.value.get(direct.id)?.unread.value === 1, "it comes");
		const own = asha.rooms.peek().get(direct.id);
		if (own) await asha.markRead(own, own.heardOf);
	}
	asha.stop();
	tomas.stop();
	return {
		typing: () => jun.typing(release.id),
		async openThread(terminal) {
			await terminal.enter("/search stripMarks");
			await terminal.sees("Enter goes there");
			await terminal.press("Enter");
			await terminal.seesNo("Enter goes there");
			await terminal.enter("/thread");
		},
		stop() {
			for (const client of people.values()) client.stop();
		},
	};
}

function expectPerson(name: string): never {
	throw new Error(`nobody is called ${name}`);
}
