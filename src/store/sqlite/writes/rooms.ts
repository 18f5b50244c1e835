import type { Room, Visibility } from "../../../protocol/entities.ts";
import { ParlourError } from "../../../protocol/errors.ts";
import type { Writes } from "../../port.ts";
import { ROOM_COLUMNS, type RoomRow, toRoom } from "../rows.ts";
import { notFound, roomLog } from "./append.ts";
import type { WriteContext } from "./context.ts";

type RoomWrites = Pick<Writes, "createRoom" | "addMember" | "removeMember" | "setTopic">;

export function roomWrites(context: WriteContext): RoomWrites {
	const { db } = context;
	const { append, requireMember } = roomLog(context);
	const roomByKey = db.query<{ id: number }, [string]>("SELECT id FROM rooms WHERE name_key = ?");
	const roomById = db.query<RoomRow, [number]>(`SELECT ${ROOM_COLUMNS} FROM rooms r WHERE id = ?`);
	const insertRoom = db.query<{ id: number }, [string, string, string, Visibility, number, number]>(
		"INSERT INTO rooms (name, name_key, topic, visibility, last_at, created_at) VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
	);
	const insertMember = db.query<{ user: number }, [number, number, number]>(
		`INSERT INTO members (room, user, read_seq, joined_at) SELECT id, ?2, head, ?3 FROM rooms WHERE id = ?1
		ON CONFLICT DO NOTHING RETURNING user`,
	);
	const deleteMember = db.query<{ user: number }, [number, number]>(
		"DELETE FROM members WHERE room = ? AND user = ? RETURNING user",
	);
	const updateTopic = db.query<null, [string, number]>("UPDATE rooms SET topic = ? WHERE id = ?");

	function find(id: number): Room {
		const row = roomById.get(id);
		if (!row) throw notFound(id);
		return toRoom(row);
	}

	return {
		createRoom({ name, nameKey, topic, visibility, creator, at }) {
			if (roomByKey.get(nameKey)) {
				throw new ParlourError("name_taken", `Cannot use the name ${name}: a room has it. Choose another`);
			}
			const inserted = insertRoom.get(name, nameKey, topic, visibility, at, at);
			if (!inserted) throw new Error("an inserted room has no id");
			insertMember.get(inserted.id, creator.id, at);
			const membership = { user: creator.id, member: true };
			const change = append({
				room: inserted.id,
				author: creator,
				event: "created",
				body: "",
				nonce: null,
				at,
				membership,
			});
			return { room: find(inserted.id), change };
		},
		addMember({ room, user, invitedBy, at }) {
			const found = find(room);
			if (invitedBy) requireMember(room, invitedBy.id);
			if (!insertMember.get(room, user.id, at)) return { room: found, changes: [] };
			const membership = { user: user.id, member: true };
			const change = invitedBy
				? append({ room, author: invitedBy, event: "invited", body: user.name, nonce: null, at, membership })
				: append({ room, author: user, event: "joined", body: "", nonce: null, at, membership });
			return { room: found, changes: [change] };
		},
		removeMember({ room, user, at }) {
			if (!deleteMember.get(room, user.id)) throw notFound(room);
			const membership = { user: user.id, member: false };
			return { change: append({ room, author: user, event: "left", body: "", nonce: null, at, membership }) };
		},
		setTopic({ room, by, topic, at }) {
			requireMember(room, by.id);
			updateTopic.run(topic, room);
			const change = append({ room, author: by, event: "topic", body: topic, nonce: null, at });
			return { room: find(room), change };
		},
	};
}
