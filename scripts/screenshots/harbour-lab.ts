import type { Client } from "../../src/client/client.ts";
import { createHttpApi } from "../../src/client/http-api.ts";
import type { Room } from "../../src/client/room.ts";
import { connect, lobbyOf, signUp, until } from "../../test/support/person.ts";
import type { Pictures } from "./pictures.ts";

const PEOPLE = [
	["asha", "Asha Kulkarni", "🌊", "on the tide survey"],
	["mara", "Mara Okafor", "", ""],
	["jun", "Jun Li", "🎧", "writing the parser, back at three"],
	["tomas", "Tomás Silva", "⚓", "at the pier"],
	["priya", "Priya Nair", "", ""],
	["vik", "Vik", "🌴", "away until Monday"],
] as const;
type Name = (typeof PEOPLE)[number][0];

const CODE = `On it. Does this look right for the parser?

\`\`\`ts
export function stripMarks(line: string): string {
  return line.replaceAll("\\uFEFF", "")
}
\`\`\``;

export interface Lab {
	clients: ReadonlyMap<Name, Client>;
	/** The seq of the message in release-4 that the thread hangs on. */
	root: number;
	release: Room;
	stop(): void;
}

/** A small lab at a harbour, on the day of a release, as Asha sees it. */
export async function furnish(url: string, pictures: Pictures): Promise<Lab> {
	const api = createHttpApi(async (method, path, body, token, raw) => {
		const headers = {
			...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
			"Content-Type": raw?.type ?? "application/json",
		};
		const sent = raw?.bytes ?? (body === undefined ? null : JSON.stringify(body));
		const response = await fetch(`${url}${path}`, { method, headers, ...(sent === null ? {} : { body: sent }) });
		return { ok: response.ok, status: response.status, json: await response.json().catch(() => null) };
	});
	const clients = new Map<Name, Client>();
	const tokens = new Map<Name, string>();
	for (const [name, display, emoji, text] of PEOPLE) {
		const token = await signUp(url, name);
		const client = await connect(url, name, token);
		clients.set(name, client);
		tokens.set(name, token);
		await client.setProfile({ display, ...(emoji === "" ? {} : { status: { emoji, text } }) });
		const face = pictures.faces.get(name);
		if (face) await setPicture(url, token, face);
	}
	const of = (name: Name): Client => {
		const client = clients.get(name);
		if (!client) throw new Error(`nobody is called ${name}`);
		return client;
	};
	const others = PEOPLE.map(([name]) => name).filter((name) => name !== "asha");

	async function room(name: string, topic: string, secret = false): Promise<Room> {
		const made = await of("asha").createRoom({ name, visibility: secret ? "private" : "public", topic });
		for (const other of others) {
			if (!secret) await of(other).join(made.id);
			else if (other !== "vik") await of("asha").invite(made.id, other);
		}
		return made;
	}
	/** The answer is the seq that it got. */
	async function say(name: Name, where: Room, body: string, more: { thread?: number; files?: string[] } = {}) {
		const client = of(name);
		const files =
			more.files === undefined ? undefined : await Promise.all(more.files.map((file) => upload(name, file)));
		await until(() => client.rooms.value.has(where.id), `${name} in ${where.title.peek()}`);
		const heard = new Promise<number>((resolve) => {
			const stop = of("asha").onNew((_, message) => {
				if (message.body !== body || message.author?.name !== name) return;
				stop();
				resolve(message.seq);
			});
		});
		client.post(where.id, body, { ...(more.thread ? { thread: more.thread } : {}), ...(files ? { files } : {}) });
		return heard;
	}
	function upload(name: Name, file: string) {
		const bytes = file.endsWith(".png")
			? pictures.pier
			: new TextEncoder().encode("station,datum\nLeixões,ZH\nCascais,ZH\n".repeat(400));
		const type = file.endsWith(".png") ? "image/png" : "text/csv";
		return api.uploadFile(file, { type, bytes: new Uint8Array(bytes) }, tokens.get(name));
	}
	/** Everything up to here has been read by Asha. */
	async function readAll(where: Room): Promise<void> {
		const mine = of("asha").rooms.peek().get(where.id);
		if (!mine) return;
		await of("asha").markRead(mine, mine.heardOf);
	}

	const release = await room("release-4", "");
	const support = await room("support", "Questions from the pilots, answered the same day");
	const notes = await room("field-notes", "What was seen at the gauges");
	const hiring = await room("hiring", "Two seats in spring", true);
	const builds = await room("builds", "Told by machines");
	const old = await room("release-3", "Shipped in May");
	await of("asha").setTopic(release.id, "Cut on Thursday · checklist pinned · ask here, not by mail");

	await say(
		"mara",
		release,
		"Morning! The tide import is the last red item. I can reproduce it with the Leixões file: the second header line has a BOM in the middle.",
	);
	await say("mara", release, "Fix is two lines, review anyone? [harbour/tide-import#218](https://example.org/218)");
	await of("jun").open(of("jun").rooms.peek().get(release.id) ?? release);
	const root = await say("jun", release, CODE);
	for (const name of ["mara", "asha", "tomas"] as const) await of(name).react(release.id, root, "👍", true);
	await of("priya").react(release.id, root, "🎉", true);
	await say("mara", release, "Yes. Could you add the Leixões file as a fixture?", { thread: root });
	const added = await say("jun", release, "Added, 40 lines of it. Green here.", { thread: root });
	await of("mara").react(release.id, added, "✅", true);
	await say("asha", release, "Approved. Nice catch with the test name.", { thread: root });
	const list = await say(
		"asha",
		release,
		"Checklist for Thursday:\n\n1. freeze at noon\n2. run the *long* import once\n3. tell the pilots",
	);
	await of("asha").pin(release.id, list, true);
	await say(
		"asha",
		release,
		"> the second header line has a BOM in the middle\n\nSame as in May. Merging `218` now, then I tag **4.0.0**.",
	);
	await say("jun", release, "🚢");
	await readAll(release);
	await say("tomas", release, "Back from the pier. @asha the gauge reads fine again, see the light on it 🌅", {
		files: ["pier.png"],
	});
	await say("mara", release, "潮汐数据导入成功，谢谢大家！");
	await say(
		"priya",
		release,
		"Here are the stations that changed their datum, so that nobody has to look for them in the old mails.",
		{ files: ["stations.csv"] },
	);
	await say("mara", release, "Then nothing is left but the notes. I will write them in the afternoon.");
	await say("mara", release, "🚢 when you are ready", { thread: root });

	await say("jun", support, "The pilots ask whether the night tables are in it.");
	await say("mara", support, "They are, from the 24th on. I told them.");
	await say("tomas", notes, "North mole: 2.41 m at 06:12, a little above the table.");
	await say("priya", notes, "@asha do you have the reading of Sunday? The buoy slept.");
	await say("vik", notes, "@here the boat leaves at seven tomorrow, bring the spare sensor.");
	await say("asha", hiring, "Three letters came in, all good. I put them into the folder.");
	await say("jun", builds, "tide-import 4.0.0-rc2: 312 passed, 0 failed");
	await say("asha", lobbyOf(of("asha")), "Good morning, harbour.");
	await say("tomas", lobbyOf(of("asha")), "Coffee is on. The wind is not.");
	await readAll(lobbyOf(of("asha")));
	await of("asha").setNotify(builds.id, "none");
	await of("asha").archive(old.id, true);

	const withMara = await of("asha").openDirect(["mara"]);
	await say("asha", withMara, "Do you want me to tell the port office, or will you?");
	await say("mara", withMara, "I will, they know my voice by now.");
	await readAll(withMara);
	const withTomas = await of("tomas").openDirect(["asha"]);
	await say("tomas", withTomas, "The key to the hut hangs behind the map.");
	await readAll(withTomas);
	const group = await of("asha").openDirect(["priya", "vik"]);
	await say("priya", group, "Lunch at the fish hall?");
	await readAll(group);
	const withJun = await of("jun").openDirect(["asha"]);
	await say(
		"jun",
		withJun,
		"Could you look at the last commit before you tag? The test took 9 s here, and I do not see why.",
	);
	for (const name of ["vik", "tomas"] as const) of(name).stop();
	return {
		clients,
		root,
		release,
		stop: () => {
			for (const client of clients.values()) client.stop();
		},
	};
}

async function setPicture(url: string, token: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
	const headers = { Authorization: `Bearer ${token}`, "Content-Type": "image/png" };
	const response = await fetch(`${url}/api/picture`, { method: "POST", headers, body: bytes });
	if (!response.ok) throw new Error(`the picture was refused: ${await response.text()}`);
}
