import { rm } from "node:fs/promises";
import { join } from "node:path";
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

const BATCH = 500;

/** A data folder whose lobby holds these messages, for a server that is not started yet. Nobody can log in as their authors. */
export async function seedLobby(messages: readonly Seed[]): Promise<SeededData> {
	const path = await makeDataFolder();
	const faults: string[] = [];
	const store = await openSqliteStore(join(path, "parlour.db"), (cause) => faults.push(cause));
	const lobby = await store.lobby();
	const authors = new Map<string, { id: number; name: string }>();
	for (const name of new Set(messages.map(({ author }) => author))) {
		const account = await store.createAccount({ name, nameKey: name.toLowerCase(), passwordHash: "none", at: 0 });
		authors.set(name, { id: account.id, name });
	}
	for (let at = 0; at < messages.length; at += BATCH) {
		await Promise.all(
			messages.slice(at, at + BATCH).map((message) => {
				const author = authors.get(message.author);
				if (!author) throw new Error(`nobody is called ${message.author}`);
				return store.postMessage({ room: lobby.id, author, body: message.body, nonce: null, at: message.at });
			}),
		);
	}
	await store.close();
	if (faults.length > 0) throw new Error(faults.join("\n"));
	return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}
