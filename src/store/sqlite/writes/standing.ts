import type { Role, Room, User } from "../../../protocol/entities.ts";
import { ParlourError } from "../../../protocol/errors.ts";
import { hasVoice, moderates } from "../../../protocol/moderation.ts";
import { notFound, roomLog } from "./append.ts";
import type { WriteContext } from "./context.ts";
import { roomFinder } from "./find-room.ts";
import { maskReads } from "./masks.ts";

const HAS_BANS = "EXISTS (SELECT 1 FROM masks b WHERE b.room = r.id AND b.kind = 'ban')";

/** What somebody may do in a room by its rules. Core has checked what it can; but a rule may have been written since. */
export function standing(context: WriteContext) {
	const { db } = context;
	const { requireMember } = roomLog(context);
	const { find } = roomFinder(db);
	const { fits, isBanned } = maskReads(db);
	/** Every post asks this: it must cost nothing where nothing is restricted, as then no row is made. */
	const restricted = db.query<{ archived: number; announcement: number; bans: number }, [number]>(
		`SELECT archived_at IS NOT NULL AS archived, announcement, ${HAS_BANS} AS bans
		FROM rooms r WHERE id = ? AND (archived_at IS NOT NULL OR announcement = 1 OR ${HAS_BANS})`,
	);
	const accountById = db.query<{ id: number; role: Role }, [number]>("SELECT id, role FROM users WHERE id = ?");
	const countMembers = db.query<{ count: number }, [number]>("SELECT count(*) AS count FROM members WHERE room = ?");
	const keyOf = db.query<{ key: string | null }, [number]>("SELECT key FROM rooms WHERE id = ?");

	function account(user: number) {
		const row = accountById.get(user);
		if (!row) throw new Error(`an account is gone: ${user}`);
		return row;
	}

	/** `silent`: nothing is said by it, as by a reaction. Throws `not_found` for who is no member, `room_archived`, `banned`, `announcement_only`. */
	function requireVoice(room: number, user: number, doing: string, { silent = false } = {}): void {
		requireMember(room, user);
		const here = restricted.get(room);
		if (!here) return;
		if (here.archived === 1) {
			const why = "this room is archived: nothing is said in it any more";
			throw new ParlourError("room_archived", `Cannot ${doing}: ${why}`);
		}
		const who = account(user);
		if (hasVoice(who, find(room))) return;
		if (here.bans === 1 && isBanned(room, user)) throw banned(`Cannot ${doing}: you are`);
		if (here.announcement === 0 || silent) return;
		const message = `Cannot ${doing}: this room is for announcements, which its moderators and speakers make`;
		throw new ParlourError("announcement_only", message);
	}

	/** Throws `forbidden` where only moderators may, `banned`. */
	function requireTopic(room: Room, user: number): void {
		const who = account(user);
		if (moderates(who, room)) return;
		if (room.lockedTopic) {
			throw new ParlourError("forbidden", "Cannot set the topic: in this room only its moderators may");
		}
		if (!hasVoice(who, room) && isBanned(room.id, user)) throw banned("Cannot set the topic: you are");
	}

	/** Throws `forbidden`. */
	function requireModerator(room: Room, user: number, doing: string): void {
		if (moderates(account(user), room)) return;
		throw new ParlourError("forbidden", `Cannot ${doing}: only who moderates this room may`);
	}

	/** Whether somebody who is no member may come in. Throws `not_found`, `banned`, `wrong_key`, `room_full`. */
	function requireEntry(room: Room, user: User, invitedBy: User | undefined, key: string | undefined): void {
		if (room.visibility !== "public" && account(user.id).role === "guest") {
			if (!invitedBy) throw notFound();
			throw new ParlourError("forbidden", `Cannot bring in ${user.name}: guests are in public rooms only`);
		}
		if (invitedBy && moderates(account(invitedBy.id), room)) return;
		if (!invitedBy && room.visibility !== "public" && !fits(room.id, "invitation", user.id)) {
			throw notFound();
		}
		if (isBanned(room.id, user.id) && !moderates(account(user.id), room)) {
			throw banned(invitedBy ? `Cannot bring in ${user.name}: they are` : "Cannot join: you are");
		}
		if (!invitedBy && room.keyed && keyOf.get(room.id)?.key !== key) {
			throw new ParlourError("wrong_key", "Cannot join: this room takes its key. Ask who moderates it");
		}
		const { maxMembers } = room;
		if (maxMembers !== undefined && (countMembers.get(room.id)?.count ?? 0) >= maxMembers) {
			const message = `${invitedBy ? "Cannot bring anybody in" : "Cannot join"}: this room is full, with ${maxMembers} members`;
			throw new ParlourError("room_full", message);
		}
	}

	return { requireVoice, requireTopic, requireModerator, requireEntry, account };
}

function banned(beginning: string): ParlourError {
	return new ParlourError("banned", `${beginning} banned from this room. Its moderators can change that`);
}
