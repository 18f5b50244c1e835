import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { LinkPreview } from "../../../src/protocol/entities.ts";
import { openSqliteStore } from "../../../src/store/sqlite/sqlite-store.ts";
import { makeDataFolder } from "../../support/parlour.ts";

export interface Seed {
	author: string;
	body: string;
	at: number;
}

export interface SeededData extends AsyncDisposable {
	path: string;
}

export interface SeededThread extends SeededData {
	/** The `seq` of its root in the lobby. */
	root: number;
}

const BATCH = 500;

type Store = Awaited<ReturnType<typeof openSqliteStore>>;

/** A data folder for a server that is not started yet. Nobody can log in as the authors in it. */
async function seed<T>(fill: (store: Store, lobby: number) => Promise<T>): Promise<SeededData & { filled: T }> {
	const path = await makeDataFolder();
	const faults: string[] = [];
	const store = await openSqliteStore(join(path, "parlour.db"), (cause) => faults.push(cause));
	const filled = await fill(store, (await store.lobby()).id);
	await store.close();
	if (faults.length > 0) throw new Error(faults.join("\n"));
	return { path, filled, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

async function makeAuthor(store: Store, name: string): Promise<{ id: number; name: string }> {
	const { id } = await store.createAccount({ name, nameKey: name.toLowerCase(), passwordHash: "none", at: 0 });
	return { id, name };
}

/** One whose lobby holds these messages. */
export async function seedLobby(messages: readonly Seed[]): Promise<SeededData> {
	return seed((store, lobby) => fillLobby(store, lobby, messages));
}

async function fillLobby(store: Store, lobby: number, messages: readonly Seed[]): Promise<void> {
	const authors = new Map<string, { id: number; name: string }>();
	for (const name of new Set(messages.map(({ author }) => author))) authors.set(name, await makeAuthor(store, name));
	for (let at = 0; at < messages.length; at += BATCH) {
		await Promise.all(
			messages.slice(at, at + BATCH).map((message) => {
				const author = authors.get(message.author);
				if (!author) throw new Error(`nobody is called ${message.author}`);
				return store.postMessage({ room: lobby, author, body: message.body, nonce: null, at: message.at });
			}),
		);
	}
}

/** One whose lobby has a message with this link, and what was found behind it. */
export async function seedLink(body: string, link: LinkPreview): Promise<SeededData> {
	return seed(async (store, room) => {
		const author = await makeAuthor(store, "Mara");
		const { change } = await store.postMessage({ room, author, body, nonce: null, at: Date.now() });
		await store.setLinks({ room, seq: change.message.seq, body, links: [link], at: Date.now() });
	});
}

/** One whose lobby has a thread of so many replies: "reply 1", "reply 2" and so on. */
export async function seedThread(body: string, count: number): Promise<SeededThread> {
	const seeded = await seed(async (store, room) => {
		const author = await makeAuthor(store, "Mara");
		const post = (body: string, thread?: number) => {
			const place = thread === undefined ? { room } : { room, thread };
			return store.postMessage({ ...place, author, body, nonce: null, at: Date.now() });
		};
		const root = (await post(body)).change.message.seq;
		for (let at = 1; at <= count; at += BATCH) {
			const numbers = Array.from({ length: Math.min(BATCH, count - at + 1) }, (_, index) => at + index);
			await Promise.all(numbers.map((number) => post(`reply ${number} ${"goes on ".repeat(number % 9)}`, root)));
		}
		return root;
	});
	return { ...seeded, root: seeded.filled };
}
