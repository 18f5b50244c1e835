import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { SearchQuery } from "../src/store/search-query.ts";
import { openReader, openWriter } from "../src/store/sqlite/connection.ts";
import { migrate } from "../src/store/sqlite/migrations.ts";
import { createIndexer } from "../src/store/sqlite/search/indexer.ts";
import { createSearchReads } from "../src/store/sqlite/search/search-reads.ts";
import { type Random, randomFrom } from "../test/support/seed.ts";

/**
 * How long searches take, and the index, at a million messages of 200 people in 50 rooms, all of which the searcher is in.
 * `node_modules/.bin/bun bench/search.ts --messages 1000000`
 */
const { values } = parseArgs({ options: { messages: { type: "string", default: "1000000" } } });
const MESSAGES = Number(values.messages);
const PEOPLE = 200;
const ROOMS = 50;
const EVERY_MS = 180_000;
const FIRST_AT = Date.UTC(2021, 0);
const RUNS = 5;
const random = randomFrom(22);

/** Made-up words whose beginnings are as unevenly spread as those of real ones. */
const SYLLABLES =
	"ba be bi ka ke ki ko ta te ti to la le li ra re ro ma me mi na ne no sa se si the an in con re pre st tion ing".split(
		" ",
	);
const HAN =
	"的一是不了人我在有他这为之大来以个中上们到说国和地也子时道出而要于就下得可你年生自会那后能对着事其里所去行过家十用发天如然作方成者多日都三小军二无同么经法当起与好看学进种将还分此心前面又定见只主没公从";

function makeWord(index: number): string {
	const syllables = 1 + Math.floor(Math.log10(index + 10)) + random.between(-1, 1);
	return Array.from({ length: Math.max(1, syllables) }, () => random.pick(SYLLABLES)).join("");
}

const words = Array.from({ length: 60_000 }, (_, index) => makeWord(index));
/** As in speech, the n-th commonest word is said 1/n as often as the commonest. */
const shares: number[] = [];
for (let index = 0; index < words.length; index++) shares.push((shares[index - 1] ?? 0) + 1 / (index + 2.7));

function pickWord({ next }: Random): string {
	const wanted = next() * (shares.at(-1) ?? 0);
	let low = 0;
	let high = shares.length - 1;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((shares[middle] ?? 0) < wanted) low = middle + 1;
		else high = middle;
	}
	return words[low] ?? "";
}

function makeBody(): string {
	if (random.next() < 0.05) {
		const characters = Array.from(
			{ length: random.between(6, 40) },
			() => HAN[Math.floor(random.next() ** 2 * HAN.length)],
		);
		return characters.join("");
	}
	return Array.from({ length: random.between(2, 24) }, () => pickWord(random)).join(" ");
}

function seed(path: string): void {
	const db = openWriter(path);
	migrate(db);
	db.run("PRAGMA synchronous = OFF");
	const insertUser = db.query<null, [number, string, string]>(
		"INSERT INTO users (id, name, name_key, password_hash, role, created_at) VALUES (?, ?, ?, '', 'member', 0)",
	);
	const insertRoom = db.query<null, [number, string, string]>(
		"INSERT OR IGNORE INTO rooms (id, name, name_key, topic, visibility, last_at, created_at) VALUES (?, ?, ?, '', 'public', 0, 0)",
	);
	const insertMember = db.query<null, [number]>(
		"INSERT INTO members (room, user, read_seq, joined_at) VALUES (?, 1, 0, 0)",
	);
	const insert = db.query<null, [number, number, number, number, number, string, number | null, string | null]>(
		"INSERT INTO messages (room, seq, rev, at, author, body, thread, files) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
	);
	db.transaction(() => {
		for (let id = 1; id <= PEOPLE; id++) insertUser.run(id, `person${id}`, `person${id}`);
		for (let id = 1; id <= ROOMS; id++) {
			insertRoom.run(id, `room${id}`, `room${id}`);
			insertMember.run(id);
		}
		const heads = new Map<number, number>();
		for (let index = 0; index < MESSAGES; index++) {
			const room = 1 + Math.floor(random.next() ** 2 * ROOMS);
			const author = 1 + Math.floor(random.next() ** 2 * PEOPLE);
			const seq = (heads.get(room) ?? 0) + 1;
			heads.set(room, seq);
			const file = { id: "f", name: `${pickWord(random)}.pdf`, type: "application/pdf", size: 1 };
			const files = random.next() < 0.02 ? JSON.stringify([file]) : null;
			const thread = random.next() < 0.1 ? 1 : null;
			insert.run(room, seq, seq, FIRST_AT + index * EVERY_MS, author, makeBody(), thread, files);
		}
	})();
	db.close();
}

function index(path: string): void {
	const db = openWriter(path);
	const indexer = createIndexer(db);
	let longestMs = 0;
	const start = performance.now();
	for (let more = true; more; ) {
		const from = performance.now();
		more = indexer.work(10);
		longestMs = Math.max(longestMs, performance.now() - from);
	}
	const seconds = (performance.now() - start) / 1000;
	print("indexing", `${Math.round(MESSAGES / seconds)} messages/s, longest piece ${longestMs.toFixed(0)} ms`);
	const size = db
		.query<{ bytes: number }, []>("SELECT sum(pgsize) AS bytes FROM dbstat WHERE name LIKE 'search%'")
		.get();
	print("size", `index ${mb(size?.bytes ?? 0)} of ${mb(statSync(path).size)}`);
	db.close();
}

function mb(bytes: number): string {
	return `${(bytes / 1e6).toFixed(0)} MB`;
}

function print(what: string, figure: string): void {
	console.log(`${what.padEnd(34)} ${figure}`);
}

const folder = mkdtempSync(join(tmpdir(), "parlour-bench-"));
try {
	const path = join(folder, "parlour.db");
	print("messages", `${MESSAGES} of ${PEOPLE} people in ${ROOMS} rooms`);
	seed(path);
	index(path);
	const db = openReader(path);
	const reads = createSearchReads(db);
	const common = words[0] ?? "";
	const middling = words[300] ?? "";
	const rare = words[50_000] ?? "";
	const old = { after: FIRST_AT, before: FIRST_AT + 30 * 24 * 3600_000 };
	const searches: [string, Partial<SearchQuery>][] = [
		["a rare word", { terms: [rare] }],
		["a middling word", { terms: [middling] }],
		["the commonest word", { terms: [common] }],
		["two letters", { terms: ["mi"] }],
		["one letter", { terms: ["m"] }],
		["three words", { terms: [middling, common, words[20] ?? ""] }],
		["a phrase of common words", { terms: [`${common} ${words[1]} ${words[2]}`] }],
		["a phrase that is nowhere", { terms: [`${words[1]} ${words[2]} ${words[3]} ${words[4]} ${words[5]}`] }],
		["word, from who says little", { terms: [middling], author: PEOPLE }],
		["word, in a quiet room", { terms: [middling], room: ROOMS }],
		["word, in the first month", { terms: [common], ...old }],
		["from, with a file", { author: PEOPLE, hasFile: true }],
		["word, without another", { terms: [middling], without: [common] }],
		["in a thread", { terms: [middling], inThread: true }],
		["one Chinese character", { terms: ["从"] }],
		["two Chinese characters", { terms: ["公从"] }],
		["the last page of the commonest", { terms: [common], from: MESSAGES / 1000 }],
	];
	for (const [what, wish] of searches) {
		const times: number[] = [];
		let hits = 0;
		for (let run = 0; run < RUNS; run++) {
			const from = performance.now();
			hits = reads.search(1, { terms: [], without: [], ...wish }, 20).items.length;
			times.push(performance.now() - from);
		}
		const [first = 0] = times;
		times.sort((a, b) => a - b);
		print(what, `${(times[RUNS >> 1] ?? 0).toFixed(1).padStart(6)} ms, first ${first.toFixed(1)} ms, ${hits} hits`);
	}
	db.close();
} finally {
	rmSync(folder, { recursive: true });
}
