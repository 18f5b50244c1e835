import type { Room, Visibility } from "../../../protocol/entities.ts";
import { ParlourError } from "../../../protocol/errors.ts";
import type { Writes } from "../../port.ts";
import { ROOM_COLUMNS, type RoomRow, toRoom } from "../rows.ts";
import { notFound, roomLog } from "./append.ts";
import type { WriteContext } from "./context.ts";

type RoomWrites = Pick<
	Writes,
	"createRoom" | "createDirect" | "addMember" | "removeMember" | "setTopic" | "renameRoom" | "archiveRoom"
>;

export function roomWrites(context: WriteContext): RoomWrites {
	const { db } = context;
	const { append, requireMember, requireOpen } = roomLog(context);
	const roomByKey = db.query<{ id: number }, [string]>("SELECT id FROM rooms WHERE name_key = ?");
	const roomById = db.query<RoomRow, [number]>(`SELECT ${ROOM_COLUMNS} FROM rooms r WHERE id = ?`);
	const insertRoom = db.query<{ id: number }, [string, string, string, Visibility, number, number]>(
		`INSERT INTO rooms (name, name_key, topic, visibility, creator, last_at, created_at)
		VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6) RETURNING id`,
	);
	const insertMember = db.query<{ user: number }, [number, number, number]>(
		`INSERT INTO members (room, user, read_seq, joined_at) SELECT id, ?2, head, ?3 FROM rooms WHERE id = ?1
		ON CONFLICT DO NOTHING RETURNING user`,
	);
	/** Who comes back has read the threads as far as the room. */
	const catchUp = db.query<null, [number, number]>(
		`UPDATE threads SET read_seq = max(read_seq, (SELECT head FROM rooms WHERE id = ?1)) WHERE room = ?1 AND user = ?2`,
	);
	const deleteMember = db.query<{ user: number }, [number, number]>(
		"DELETE FROM members WHERE room = ? AND user = ? RETURNING user",
	);
	const updateTopic = db.query<null, [string, number]>("UPDATE rooms SET topic = ? WHERE id = ?");
	const updateName = db.query<null, [string, string, number]>("UPDATE rooms SET name = ?, name_key = ? WHERE id = ?");
	const updateArchived = db.query<null, [number | null, number]>("UPDATE rooms SET archived_at = ? WHERE id = ?");

	function find(id: number): Room {
		const row = roomById.get(id);
		if (!row) throw notFound(id);
		return toRoom(row);
	}

	/** Who is in a direct room is what it is: that never changes, nor has it a name. */
	function findNamed(id: number, doing: string): Room {
		const room = find(id);
		if (room.visibility !== "direct") return room;
		throw new ParlourError("forbidden", `Cannot ${doing} a direct conversation. Open a room instead`);
	}

	function refuseTaken(nameKey: string, name: string, own?: number): void {
		const other = roomByKey.get(nameKey);
		if (!other || other.id === own) return;
		throw new ParlourError("name_taken", `Cannot use the name ${name}: a room has it. Choose another`);
	}

	function insert(...values: Parameters<typeof insertRoom.get>): number {
		const inserted = insertRoom.get(...values);
		if (!inserted) throw new Error("an inserted room has no id");
		return inserted.id;
	}

	return {
		createRoom({ name, nameKey, topic, visibility, creator, at }) {
			refuseTaken(nameKey, name);
			const room = insert(name, nameKey, topic, visibility, creator.id, at);
			insertMember.get(room, creator.id, at);
			const memberships = [{ user: creator.id, member: true }];
			const change = append({ room, author: creator, event: "created", body: "", nonce: null, at, memberships });
			return { room: find(room), change };
		},
		createDirect({ people, key, creator, at }) {
			const nameKey = `direct:${key}`;
			const known = roomByKey.get(nameKey);
			if (known) return { room: find(known.id), change: null };
			const room = insert("", nameKey, "", "direct", creator.id, at);
			const users = new Set([...people, creator].map(({ id }) => id));
			for (const user of users) insertMember.get(room, user, at);
			const memberships = [...users].map((user) => ({ user, member: true }));
			const change = append({ room, author: creator, event: "created", body: "", nonce: null, at, memberships });
			return { room: find(room), change };
		},
		addMember({ room, user, invitedBy, at }) {
			if (invitedBy) requireMember(room, invitedBy.id);
			const found = findNamed(room, "bring anybody into");
			if (!insertMember.get(room, user.id, at)) return { room: found, changes: [] };
			catchUp.run(room, user.id);
			const memberships = [{ user: user.id, member: true }];
			const change = invitedBy
				? append({ room, author: invitedBy, event: "invited", body: user.name, nonce: null, at, memberships })
				: append({ room, author: user, event: "joined", body: "", nonce: null, at, memberships });
			return { room: found, changes: [change] };
		},
		removeMember({ room, user, at }) {
			requireMember(room, user.id);
			findNamed(room, "leave");
			deleteMember.get(room, user.id);
			const memberships = [{ user: user.id, member: false }];
			return { change: append({ room, author: user, event: "left", body: "", nonce: null, at, memberships }) };
		},
		setTopic({ room, by, topic, at }) {
			requireMember(room, by.id);
			requireOpen(room, "set the topic");
			updateTopic.run(topic, room);
			const change = append({ room, author: by, event: "topic", body: topic, nonce: null, at });
			return { room: find(room), change };
		},
		renameRoom({ room, by, name, nameKey, at }) {
			requireMember(room, by.id);
			findNamed(room, "rename");
			refuseTaken(nameKey, name, room);
			updateName.run(name, nameKey, room);
			const change = append({ room, author: by, event: "renamed", body: name, nonce: null, at });
			return { room: find(room), change };
		},
		archiveRoom({ room, by, on, at }) {
			requireMember(room, by.id);
			const found = findNamed(room, "archive");
			if (on === (found.archived === true)) return { room: found, change: null };
			updateArchived.run(on ? at : null, room);
			const event = on ? "archived" : "unarchived";
			return { change: append({ room, author: by, event, body: "", nonce: null, at }), room: find(room) };
		},
	};
}
