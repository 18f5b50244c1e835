import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { ArchivedMember, ArchivedRoom } from "../../store/sqlite/moving/archive.ts";
import type { ArchiveReads } from "../../store/sqlite/moving/archive-reads.ts";
import { VERSION } from "../../version.ts";
import type { Progress } from "../import/progress.ts";
import { OutFile } from "./out-file.ts";
import { EXPORT_FILE, EXPORT_VERSION, type ExportRecord } from "./records.ts";
import { RoomText } from "./room-text.ts";
import { accountRecord, messageRecord, roomRecord } from "./to-records.ts";

export interface Written {
	accounts: number;
	rooms: number;
	messages: number;
}

/**
 * Into an empty folder: one file of JSON lines with everything but the contents of files, and a text a room. Throws what
 * the file system throws.
 */
export function writeExport(from: ArchiveReads, folder: string, progress: Progress): Written {
	const accounts = from.accounts();
	const rooms = from.rooms();
	const written: Written = { accounts: accounts.length, rooms: rooms.length, messages: from.countMessages() };
	const names = new Map(accounts.map(({ id, name }) => [id, name]));
	const nameOf = (user: number) => names.get(user) ?? "somebody";
	mkdirSync(join(folder, "rooms"), { mode: 0o700 });
	if (rooms.some(({ visibility }) => visibility === "direct")) mkdirSync(join(folder, "direct"), { mode: 0o700 });
	const out = new OutFile(join(folder, EXPORT_FILE));
	const write = (record: ExportRecord) => out.write(`${JSON.stringify(record)}\n`);
	let done = 0;

	function writeRoom(room: ArchivedRoom): void {
		const members = from.members(room.id);
		const people = members.map(({ user }) => user);
		write(roomRecord(room, people));
		for (const member of members) write({ type: "member", room: room.id, ...member });
		const text = new RoomText(nameOf);
		const file = new OutFile(join(folder, ...textOf(room)));
		file.write(text.begin({ name: titleOf(room, members), topic: room.topic }));
		for (const message of from.messages(room.id)) {
			write(messageRecord(room.id, message));
			file.write(text.add(message));
			progress.show("Messages", ++done, written.messages);
		}
		file.close();
		writeKept(room.id);
	}

	function titleOf({ name, visibility }: ArchivedRoom, members: readonly ArchivedMember[]): string {
		if (visibility !== "direct") return `#${name}`;
		return members.map(({ user }) => nameOf(user)).join(", ");
	}

	function writeKept(room: number): void {
		for (const follow of from.follows(room)) write({ type: "follow", room, ...follow });
		for (const saved of from.saved(room)) write({ type: "saved", room, ...saved });
		for (const { thread, ...draft } of from.drafts(room)) {
			write({ type: "draft", room, ...(thread === 0 ? {} : { thread }), ...draft });
		}
	}

	write({ type: "export", version: EXPORT_VERSION, parlour: VERSION, at: Date.now(), ...written });
	for (const account of accounts) write(accountRecord(account));
	for (const room of rooms) writeRoom(room);
	write({ type: "end" });
	out.close();
	return written;
}

/** A direct room has no name of its own. */
function textOf({ id, name, visibility }: ArchivedRoom): [string, string] {
	return visibility === "direct" ? ["direct", `${id}.txt`] : ["rooms", `${name}.txt`];
}
