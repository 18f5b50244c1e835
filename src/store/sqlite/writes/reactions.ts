import type { Reaction } from "../../../protocol/entities.ts";
import { ParlourError } from "../../../protocol/errors.ts";
import type { Writes } from "../../port.ts";
import { parseReactions } from "../rows.ts";
import { roomLog } from "./append.ts";
import type { WriteContext } from "./context.ts";
import { standing } from "./standing.ts";

type ReactionWrites = Pick<Writes, "react" | "pin">;

const MOST_DIFFERENT = 30;
/** All of them travel with the message each time that it changes. */
const MOST_IN_ALL = 5000;

function withReaction(reactions: readonly Reaction[], emoji: string, user: number): Reaction[] {
	if (reactions.reduce((sum, { users }) => sum + users.length, 0) >= MOST_IN_ALL) {
		throw new ParlourError("forbidden", `Cannot react: this message has ${MOST_IN_ALL} reactions, which are the most`);
	}
	if (!reactions.some((reaction) => reaction.emoji === emoji)) {
		if (reactions.length < MOST_DIFFERENT) return [...reactions, { emoji, users: [user] }];
		throw new ParlourError(
			"forbidden",
			`Cannot react with ${emoji}: this message has ${MOST_DIFFERENT} different reactions. Join one of them`,
		);
	}
	return reactions.map((reaction) =>
		reaction.emoji === emoji ? { emoji, users: [...reaction.users, user] } : reaction,
	);
}

function withoutReaction(reactions: readonly Reaction[], emoji: string, user: number): Reaction[] {
	return reactions
		.map((reaction) =>
			reaction.emoji === emoji ? { emoji, users: reaction.users.filter((id) => id !== user) } : reaction,
		)
		.filter(({ users }) => users.length > 0);
}

export function reactionWrites(context: WriteContext): ReactionWrites {
	const { db } = context;
	const { take, changed, written, requireMember, requireOpen } = roomLog(context);
	const { requireVoice } = standing(context);
	const insert = db.query<{ user: number }, [number, number, string, number, number]>(
		"INSERT INTO reactions (room, seq, emoji, user, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING user",
	);
	const remove = db.query<{ user: number }, [number, number, string, number]>(
		"DELETE FROM reactions WHERE room = ? AND seq = ? AND emoji = ? AND user = ? RETURNING user",
	);
	const show = db.query<null, [string | null, number, number, number]>(
		"UPDATE messages SET reactions = ?, rev = ? WHERE room = ? AND seq = ?",
	);
	const setPin = db.query<null, [number | null, number, number, number]>(
		"UPDATE messages SET pinned_at = ?, rev = ? WHERE room = ? AND seq = ?",
	);

	return {
		react({ room, seq, by, emoji, on, at }) {
			requireMember(room, by.id);
			const row = written(room, seq);
			if (row.deleted_at !== null) return null;
			if (on) requireVoice(room, by.id, "react", { silent: true });
			else requireOpen(room, "react");
			const done = on ? insert.get(room, seq, emoji, by.id, at) : remove.get(room, seq, emoji, by.id);
			if (!done) return null;
			const reactions = (on ? withReaction : withoutReaction)(parseReactions(row.reactions), emoji, by.id);
			show.run(reactions.length > 0 ? JSON.stringify(reactions) : null, take(room, at), room, seq);
			return changed(room, seq, { type: "reacted", by, emoji, on });
		},
		pin({ room, seq, by, on, at }) {
			requireMember(room, by.id);
			const row = written(room, seq);
			if (row.deleted_at !== null || on === (row.pinned_at !== null)) return null;
			requireVoice(room, by.id, on ? "pin this message" : "unpin this message");
			setPin.run(on ? at : null, take(room, at), room, seq);
			return changed(room, seq, { type: "pinned", by, on });
		},
	};
}
