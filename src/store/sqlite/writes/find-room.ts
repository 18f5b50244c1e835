import type { Database } from "bun:sqlite";
import type { Room } from "../../../protocol/entities.ts";
import { ParlourError } from "../../../protocol/errors.ts";
import { ROOM_COLUMNS, type RoomRow, toRoom } from "../rows.ts";
import { notFound } from "./append.ts";

export function roomFinder(db: Database) {
	const byId = db.query<RoomRow, [number]>(`SELECT ${ROOM_COLUMNS} FROM rooms r WHERE id = ?`);

	/** Throws `not_found`. */
	function find(id: number): Room {
		const row = byId.get(id);
		if (!row) throw notFound();
		return toRoom(row);
	}

	/** Who is in a direct room is what it is: that never changes, nor has it a name or rules. Throws `not_found`, `forbidden`. */
	function findNamed(id: number, doing: string): Room {
		const room = find(id);
		if (room.visibility !== "direct") return room;
		throw new ParlourError("forbidden", `Cannot ${doing} a direct conversation. Open a room instead`);
	}

	return { find, findNamed };
}
