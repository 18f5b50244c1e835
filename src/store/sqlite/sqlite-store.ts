import type { Committed, Store } from "../port.ts";
import { openReader } from "./connection.ts";
import { createReads } from "./reads.ts";
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

	return {
		...createReads(reader),
		createAccount: (input) => writer.write("createAccount", input),
		setPassword: (input) => writer.write("setPassword", input),
		createInvite: (input) => writer.write("createInvite", input),
		openSession: (input) => writer.write("openSession", input),
		endSession: (input) => writer.write("endSession", input),
		endSessions: (input) => writer.write("endSessions", input),
		createRoom: (input) => writer.write("createRoom", input),
		addMember: (input) => writer.write("addMember", input),
		removeMember: (input) => writer.write("removeMember", input),
		setTopic: (input) => writer.write("setTopic", input),
		postMessage: (input) => writer.write("postMessage", input),
		postEvent: (input) => writer.write("postEvent", input),
		editMessage: (input) => writer.write("editMessage", input),
		deleteMessage: (input) => writer.write("deleteMessage", input),
		markRead: (input) => writer.write("markRead", input),
		clearRoom: (input) => writer.write("clearRoom", input),
		onCommit: (listener) => void listeners.push(listener),
		scrub: () => writer.run({ type: "scrub" }),
		async close() {
			reader.close();
			await writer.close();
		},
	};
}
