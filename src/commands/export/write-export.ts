import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { ArchivedMessage, ArchivedRoom } from "../../store/sqlite/moving/archive.ts";
import type { ArchiveReads } from "../../store/sqlite/moving/archive-reads.ts";
import { VERSION } from "../../version.ts";
import type { Progress } from "../import/progress.ts";
import { OutFile } from "./out-file.ts";
import { EXPORT_FILE, EXPORT_VERSION, type ExportRecord } from "./records.ts";
import { RoomText } from "./room-text.ts";

export interface Written {
	accounts: number;
	rooms: number;
	messages: number;
}

function messageRecord(room: number, message: ArchivedMessage): ExportRecord {
	const { seq, rev, at, author, event, body, editedAt, deletedAt, nonce } = message;
	return {
		type: "message",
		room,
		seq,
		rev,
		at,
		author,
		...(event === null ? {} : { event }),
		body,
		...(editedAt === null ? {} : { editedAt }),
		...(deletedAt === null ? {} : { deletedAt }),
		...(nonce === null ? {} : { nonce }),
	};
}

/** Into an empty folder: one file of JSON lines with everything, and a text a room. Throws what the file system throws. */
export function writeExport(from: ArchiveReads, folder: string, progress: Progress): Written {
	const accounts = from.accounts();
	const rooms = from.rooms();
	const written: Written = { accounts: accounts.length, rooms: rooms.length, messages: from.countMessages() };
	const names = new Map(accounts.map(({ id, name }) => [id, name]));
	mkdirSync(join(folder, "rooms"), { mode: 0o700 });
	const out = new OutFile(join(folder, EXPORT_FILE));
	const write = (record: ExportRecord) => out.write(`${JSON.stringify(record)}\n`);
	let done = 0;

	function writeRoom(room: ArchivedRoom): void {
		const { nameKey: _, ...rest } = room;
		write({ type: "room", ...rest });
		for (const member of from.members(room.id)) write({ type: "member", room: room.id, ...member });
		const text = new RoomText((user) => names.get(user) ?? "somebody");
		const file = new OutFile(join(folder, "rooms", `${room.name}.txt`));
		file.write(text.begin(room));
		for (const message of from.messages(room.id)) {
			write(messageRecord(room.id, message));
			file.write(text.add(message));
			progress.show("Messages", ++done, written.messages);
		}
		file.close();
	}

	write({ type: "export", version: EXPORT_VERSION, parlour: VERSION, at: Date.now(), ...written });
	for (const { nameKey: _, ...account } of accounts) write({ type: "account", ...account });
	for (const room of rooms) writeRoom(room);
	write({ type: "end" });
	out.close();
	return written;
}
