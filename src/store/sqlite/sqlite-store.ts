import type { Committed, Store } from "../port.ts";
import { openReader } from "./connection.ts";
import { createReads } from "./reads.ts";
import { SearchClient } from "./search/search-client.ts";
import { writeCalls } from "./write-calls.ts";
import { WriterClient } from "./writer-client.ts";

type Hear = (cause: string) => void;

/**
 * The embedded store: one file. Writes go through one Worker, which commits them in groups; reads are on this thread.
 * `onFault` hears of writes that failed, with their callers, while others may go on; `onDeath` that nothing can be
 * written any more. Throws where the file cannot be opened or is newer.
 */
export async function openSqliteStore(path: string, onFault: Hear, onDeath: Hear = onFault): Promise<Store> {
	const listeners: ((committed: Committed[]) => void)[] = [];
	const writer = new WriterClient(
		(committed) => {
			for (const listener of listeners) listener(committed);
		},
		onFault,
		onDeath,
	);
	await writer.run({ type: "open", path }).catch(async (cause: unknown) => {
		await writer.close();
		throw cause;
	});
	const reader = openReader(path);
	const searcher = new SearchClient(path);

	return {
		...createReads(reader),
		search: (user, query, limit) => searcher.search(user, query, limit),
		findRooms: (user, nameKey, limit) => searcher.findRooms(user, nameKey, limit),
		...writeCalls(writer),
		onCommit: (listener) => void listeners.push(listener),
		scrub: () => writer.run({ type: "scrub" }),
		async close() {
			reader.close();
			await searcher.close();
			await writer.close();
		},
	};
}
