import type { Database } from "bun:sqlite";
import type { RoomChange } from "../../port.ts";

/** What a write works on: the writer's connection, and the changes that its commit will tell of. */
export interface WriteContext {
	db: Database;
	changes: RoomChange[];
}
