import type { Database } from "bun:sqlite";
import type { Reads } from "../port.ts";
import { accountReads } from "./reads/accounts.ts";
import { fileReads } from "./reads/files.ts";
import { messageReads } from "./reads/messages.ts";
import { personalReads } from "./reads/personal.ts";
import { profileReads } from "./reads/profiles.ts";
import { roomReads } from "./reads/rooms.ts";
import { ruleReads } from "./reads/rules.ts";
import { threadReads } from "./reads/threads.ts";

/** Prepared and bounded, so they may run on the main thread; what searches has a thread of its own. */
export function createReads(db: Database): Omit<Reads, "search" | "findRooms"> {
	return {
		...accountReads(db),
		...profileReads(db),
		...roomReads(db),
		...ruleReads(db),
		...messageReads(db),
		...threadReads(db),
		...personalReads(db),
		...fileReads(db),
	};
}
