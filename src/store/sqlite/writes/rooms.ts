import type { Visibility } from "../../../protocol/entities.ts";
import { ParlourError } from "../../../protocol/errors.ts";
import { runsServer } from "../../../protocol/moderation.ts";
import type { Writes } from "../../port.ts";
import { roomLog } from "./append.ts";
import type { WriteContext } from "./context.ts";
import { roomFinder } from "./find-room.ts";
import { guestRows } from "./guest-rows.ts";
import { leaving } from "./leaving.ts";
import { standing } from "./standing.ts";

type RoomWrites = Pick<
	Writes,
	"createRoom" | "createDirect" | "addMember" | "removeMember" | "setTopic" | "renameRoom" | "archiveRoom"
>;

export function roomWrites(context: WriteContext): RoomWrites {
	const { db } = context;
	const { append, requireMember, requireOpen, isMember } = roomLog(context);
	const { find, findNamed } = roomFinder(db);
	const { requireEntry, requireModerator, requireTopic, account } = standing(context);
	const { leave, remove } = leaving(context);
	const { requireHere } = guestRows(context);
	const roomByKey = db.query<{ id: number }, [string]>("SELECT id FROM rooms WHERE name_key = ?");
	const insertRoom = db.query<{ id: number }, [string, string, string, Visibility, number, number]>(
		`INSERT INTO rooms (name, name_key, topic, visibility, creator, last_at, created_at)
		VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6) RETURNING id`,
	);
	const insertMember = db.query<null, [number, number, number]>(
		`INSERT INTO members (room, user, read_seq, joined_at) SELECT id, ?2, head, ?3 FROM rooms WHERE id = ?1
		ON CONFLICT DO NOTHING`,
	);
	/** What a guest has made and left, with nobody in it, is theirs who comes into it next. */
	const adopt = db.query<null, [number, number]>(
		`UPDATE rooms SET creator = ?2 WHERE id = ?1 AND (SELECT role FROM users WHERE id = creator) = 'guest'
		AND NOT EXISTS (SELECT 1 FROM members WHERE room = ?1 AND user <> ?2)`,
	);
	/** Who comes back has read the threads as far as the room. */
	const catchUp = db.query<null, [number, number]>(
		`UPDATE threads SET read_seq = max(read_seq, (SELECT head FROM rooms WHERE id = ?1)) WHERE room = ?1 AND user = ?2`,
	);
	const updateTopic = db.query<null, [string, number]>("UPDATE rooms SET topic = ? WHERE id = ?");
	const updateName = db.query<null, [string, string, number]>("UPDATE rooms SET name = ?, name_key = ? WHERE id = ?");
	const updateArchived = db.query<null, [number | null, number]>("UPDATE rooms SET archived_at = ? WHERE id = ?");

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
			requireHere(creator.id);
			const room = insert(name, nameKey, topic, visibility, creator.id, at);
			insertMember.run(room, creator.id, at);
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
			for (const user of users) insertMember.run(room, user, at);
			const memberships = [...users].map((user) => ({ user, member: true }));
			const change = append({ room, author: creator, event: "created", body: "", nonce: null, at, memberships });
			return { room: find(room), change };
		},
		addMember({ room, user, invitedBy, key, at }) {
			if (invitedBy) requireMember(room, invitedBy.id);
			const found = findNamed(room, "bring anybody into");
			if (isMember(room, user.id)) return { room: found, changes: [] };
			requireHere(user.id);
			requireEntry(found, user, invitedBy, key);
			insertMember.run(room, user.id, at);
			adopt.run(room, user.id);
			catchUp.run(room, user.id);
			const memberships = [{ user: user.id, member: true }];
			const change = invitedBy
				? append({ room, author: invitedBy, event: "invited", body: user.name, nonce: null, at, memberships })
				: append({ room, author: user, event: "joined", body: "", nonce: null, at, memberships });
			return { room: find(room), changes: [change] };
		},
		removeMember({ room, user, by, reason, at }) {
			if (by) requireMember(room, by.id);
			const found = findNamed(room, by ? "remove anybody from" : "leave");
			if (!by) {
				requireMember(room, user.id);
				return { change: leave(found, user, at) };
			}
			requireModerator(found, by.id, `remove ${user.name}`);
			requireMember(room, user.id);
			if (found.creator === user.id && !runsServer(account(by.id))) {
				throw new ParlourError("forbidden", `Cannot remove ${user.name}, who made this room: ask an admin`);
			}
			return { change: remove(found, user, { by, reason, at }) };
		},
		setTopic({ room, by, topic, at }) {
			requireMember(room, by.id);
			requireOpen(room, "set the topic");
			requireTopic(find(room), by.id);
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
