import type { Database } from "bun:sqlite";
import type { Committed } from "../../port.ts";

/** What a write works on: the writer's connection, and what its commit will tell of. */
export interface WriteContext {
	db: Database;
	committed: Committed[];
	/** Threads whose followers are told at the end of the commit what is unread to them: once, however much was replied. */
	repliedTo: Map<string, { room: number; root: number }>;
}
