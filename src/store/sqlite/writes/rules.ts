import type { Room, User } from "../../../protocol/entities.ts";
import { ParlourError } from "../../../protocol/errors.ts";
import { formatRule, type MaskKind, type Rule, type RuleChange } from "../../../protocol/rule.ts";
import type { Writes } from "../../port.ts";
import { roomLog } from "./append.ts";
import type { WriteContext } from "./context.ts";
import { roomFinder } from "./find-room.ts";
import { leaving } from "./leaving.ts";
import { type Office, offices } from "./offices.ts";
import { standing } from "./standing.ts";

const MOST = 100;

type Input = Parameters<Writes["setRule"]>[0];
/** Does what a change asks for; the answer is what the log tells of it, null where it is so already. */
type Apply = (room: Room, input: Input) => RuleChange | null;

function tooMany(what: string): ParlourError {
	return new ParlourError("forbidden", `Cannot add this: a room has at most ${MOST} ${what}. Take some away first`);
}

export function ruleWrites(context: WriteContext): Pick<Writes, "setRule"> {
	const { db } = context;
	const { append, requireMember } = roomLog(context);
	const { find, findNamed } = roomFinder(db);
	const { requireModerator } = standing(context);
	const { set } = offices(db);
	const { remove } = leaving(context);
	const update = (column: string) =>
		db.query<null, [string | number | null, number]>(`UPDATE rooms SET ${column} = ? WHERE id = ?`);
	const setVisibility = update("visibility");
	const setAnnouncement = update("announcement");
	const setLockedTopic = update("locked_topic");
	const setMaxMembers = update("max_members");
	const setKey = update("key");
	const keyOf = db.query<{ key: string | null }, [number]>("SELECT key FROM rooms WHERE id = ?");
	const guestsIn = db.query<{ id: number; name: string }, [number]>(
		"SELECT u.id, u.name FROM members m JOIN users u ON u.id = m.user WHERE m.room = ? AND u.role = 'guest'",
	);
	const maskAt = db.query<{ mask: string }, [number, MaskKind, string]>(
		"SELECT mask FROM masks WHERE room = ? AND kind = ? AND mask_key = ?",
	);
	const countMasks = db.query<{ count: number }, [number, MaskKind]>(
		"SELECT count(*) AS count FROM masks WHERE room = ? AND kind = ?",
	);
	const insertMask = db.query<null, [number, MaskKind, string, string, number, number]>(
		"INSERT INTO masks (room, kind, mask, mask_key, by, at) VALUES (?, ?, ?, ?, ?, ?)",
	);
	const deleteMask = db.query<null, [number, MaskKind, string]>(
		"DELETE FROM masks WHERE room = ? AND kind = ? AND mask_key = ?",
	);

	function flag(write: ReturnType<typeof update>, has: (room: Room) => boolean): Apply {
		return (room, { change: { rule, on } }) => {
			if (on === has(room)) return null;
			write.run(on ? 1 : 0, room.id);
			return { rule, on };
		};
	}

	function office(name: Office): Apply {
		return (room, { change: { rule, on }, user }) => {
			if (!user) throw new Error(`a ${rule} is nobody`);
			requireMember(room.id, user.id);
			const users = room[name] ?? [];
			if (on === users.includes(user.id)) return null;
			if (on && users.length >= MOST) throw tooMany(name);
			set(room.id, name, on ? [...users, user.id] : users.filter((id) => id !== user.id));
			return { rule, on, value: user.name };
		};
	}

	function mask(kind: MaskKind): Apply {
		return ({ id: room }, { change: { on, value = "" }, maskKey = value, by, at }) => {
			const known = maskAt.get(room, kind, maskKey);
			if (on === (known !== null)) return null;
			if (!on) deleteMask.run(room, kind, maskKey);
			else if ((countMasks.get(room, kind)?.count ?? 0) >= MOST) throw tooMany(`masks of a kind`);
			else insertMask.run(room, kind, value, maskKey, by.id, at);
			return { rule: kind, on, value: known?.mask ?? value };
		};
	}

	function removeGuests(room: Room, by: User, at: number): void {
		for (const guest of guestsIn.all(room.id)) {
			remove(find(room.id), guest, { by, reason: "the room is private now", at });
		}
	}

	const apply: Record<Rule, Apply> = {
		announcement: flag(setAnnouncement, (room) => room.announcement === true),
		"locked-topic": flag(setLockedTopic, (room) => room.lockedTopic === true),
		private(room, { change: { rule, on } }) {
			if (on === (room.visibility === "private")) return null;
			setVisibility.run(on ? "private" : "public", room.id);
			return { rule, on };
		},
		limit(room, { change: { rule, on, value } }) {
			const wanted = on ? Number(value) : null;
			if (wanted === (room.maxMembers ?? null)) return null;
			setMaxMembers.run(wanted, room.id);
			return wanted === null ? { rule, on } : { rule, on, value: String(wanted) };
		},
		key(room, { change: { rule, on, value = "" } }) {
			const wanted = on ? value : null;
			if (wanted === (keyOf.get(room.id)?.key ?? null)) return null;
			setKey.run(wanted, room.id);
			return { rule, on };
		},
		moderator: office("moderators"),
		speaker: office("speakers"),
		ban: mask("ban"),
		exception: mask("exception"),
		invitation: mask("invitation"),
	};

	return {
		setRule(input) {
			const { room, by, change: wish, at } = input;
			requireMember(room, by.id);
			const found = findNamed(room, "set rules for");
			requireModerator(found, by.id, "change the rules");
			const told = apply[wish.rule](found, input);
			if (!told) return { room: found, change: null };
			const change = append({ room, author: by, event: "rule", body: formatRule(told), nonce: null, at });
			if (told.rule === "private" && told.on) removeGuests(found, by, at);
			return { room: find(room), change };
		},
	};
}
