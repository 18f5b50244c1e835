import { mkdir, utimes } from "node:fs/promises";
import { join } from "node:path";
import { passwordDigest } from "../../support/classic-client.ts";
import type { Random } from "../../support/seed.ts";
import { minuteOf, type StoredLine } from "./stored.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const WORDS = ["आज", "tea", "会议", "🦜", "[sic]", "late", "naïve", "12:30", "<b>", "**all**", "…"];

export interface OldInstallation {
	people: { name: string; password: string }[];
	/** What the lobby must hold afterwards. */
	expected: StoredLine[];
	/** The numbers of the lines in chat_backup.txt that nobody can read. */
	unreadable: number[];
	lastAt: number;
}

/** What the old server writes while people come, talk and go, with the oddities that its files are known for. */
class OldServer {
	readonly expected: StoredLine[] = [];
	readonly unreadable: number[] = [];
	readonly #chat: string[] = [];
	readonly #logs = new Map<string, string[]>();
	#lastAuthor: string | null = null;
	now: number;

	constructor(start: number) {
		this.now = start;
	}

	get lines(): number {
		return this.#chat.length;
	}

	arrive(who: string): void {
		this.#log(`127.0.0.1:${40_000 + this.lines} has connected.`);
		this.#log(`<LOGIN>:<${who}> successfully logged in`);
		this.#log(`Loading Chats for <${who}>`);
		this.#system(who, "arrived", `${who} has joined the chat!`);
	}

	depart(who: string): void {
		this.#system(who, "departed", `${who} has left the chat.`);
	}

	say(who: string, text: string): void {
		const name = this.#lastAuthor === who ? "" : `[${who}]: `;
		this.#lastAuthor = who;
		this.#add("1", `${name}${text}`);
		this.#log("<BROADCAST> By User");
		this.expected.push({ at: minuteOf(this.now), who, event: null, body: text.trimEnd() });
	}

	/** What something else left in the file. */
	litter(line: string): void {
		this.#chat.push(line);
		if (line !== "") this.unreadable.push(this.#chat.length);
	}

	async write(folder: string): Promise<void> {
		await mkdir(join(folder, "database/backup"), { recursive: true });
		await mkdir(join(folder, "logfiles"), { recursive: true });
		const chat = join(folder, "database/backup/chat_backup.txt");
		await Bun.write(chat, `${this.#chat.join("\n")}\n`);
		await utimes(chat, new Date(this.now), new Date(this.now));
		for (const [day, lines] of this.#logs) {
			await Bun.write(join(folder, `logfiles/log_${day.replaceAll("-", "_")}.txt`), `${lines.join("\n")}\n`);
		}
	}

	#system(who: string, event: "arrived" | "departed", text: string): void {
		this.#lastAuthor = null;
		this.#add("0", text);
		this.#log("<BROADCAST> By Server");
		this.expected.push({ at: minuteOf(this.now), who, event, body: "" });
	}

	#add(kind: "0" | "1", text: string): void {
		const time = minuteOf(this.now).slice(11);
		this.#chat.push(...`<000${kind}>${text} [${time}]`.split("\n"));
	}

	#log(text: string): void {
		const [day = "", time = ""] = new Date(this.now).toISOString().slice(0, 23).split("T");
		const lines = this.#logs.get(day);
		const line = `[${time}000]:${text}`;
		if (lines) lines.push(line);
		else this.#logs.set(day, [line]);
	}
}

function textOf(random: Random, number: number): string {
	const words = Array.from({ length: random.between(1, 12) }, () => random.pick(WORDS)).join(" ");
	const odd = random.between(1, 100);
	if (odd === 1) return `${number} ${words}\n\nand on\n- a line with a time [10:00]\n- ${words}`;
	if (odd === 2) return `${number} ${words}\n`;
	return `${number} ${words}`;
}

/** Two hundred people and more than `lines` lines, over months, with days on which nobody says anything. */
export async function makeOldInstallation(folder: string, random: Random, size: { people: number; lines: number }) {
	const people = Array.from({ length: size.people }, (_, index) => ({
		name: `${random.pick(["asha", "jun", "Mara", "परवीन", "小明"])}${index + 11}`,
		password: `the password of ${index}`,
	}));
	const server = new OldServer(Date.UTC(2023, 0, 2, 8));
	const inside = new Set<string>();
	while (server.lines < size.lines) {
		server.now += random.between(0, 4) === 0 ? random.between(0, 15 * MINUTE_MS) : random.between(0, 40_000);
		const choice = random.between(1, 100);
		const { name } = random.pick(people);
		if (inside.size === 0 || (choice <= 4 && inside.size < 30 && !inside.has(name))) {
			server.arrive(name);
			inside.add(name);
		} else if (choice <= 8) {
			const leaving = random.pick([...inside]);
			server.depart(leaving);
			inside.delete(leaving);
			if (inside.size === 0) server.now += random.between(0, 3) * DAY_MS + random.between(0, DAY_MS);
		} else if (choice === 9) server.litter("");
		else if (choice === 10 && random.between(1, 40) === 1) server.litter("half a line, by a full disk");
		else server.say(random.pick([...inside].slice(0, 3)), textOf(random, server.lines));
	}
	await server.write(folder);
	const userbase = Object.fromEntries(people.map(({ name, password }) => [name, passwordDigest(password)]));
	await Bun.write(join(folder, "database/userbase.json"), JSON.stringify(userbase));
	const installation: OldInstallation = {
		people,
		expected: server.expected,
		unreadable: server.unreadable,
		lastAt: server.now,
	};
	return installation;
}
