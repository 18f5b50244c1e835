import type { Signal } from "../../../core/core.ts";
import type { Message, User } from "../../../protocol/entities.ts";
import type { Underway } from "../multiline.ts";
import { msgidOf, whoOf } from "../names.ts";
import { bothNames, can, type Outgoing } from "../outgoing.ts";
import { messageLines, saidLines } from "./message.ts";
import { by, type Place } from "./place.ts";

export type RoomChange = Extract<Signal, { type: "changes" }>["changes"][number];

/** Client-only tags `+react` and `+unreact`. */
export function reactionLine(
	{ seq, by: user, emoji, on }: { seq: number; by: User; emoji: string; on: boolean },
	{ room, target, serverName }: Place,
): Outgoing {
	const clientTags = [...bothNames("reply", msgidOf(room.id, seq)), ...bothNames(on ? "react" : "unreact", emoji)];
	return {
		command: "TAGMSG",
		params: [target],
		...whoOf(user, serverName),
		clientTags,
		only: can("message-tags"),
	};
}

/** A change as IRC tells it; `root` is the message that a reply answers, where it is known. */
export function* changeLines(
	{ message, kind }: RoomChange,
	place: Place,
	root: Message | null,
	underway: Underway | null,
): Generator<Outgoing> {
	const { room, target } = place;
	const msgid = msgidOf(room.id, message.seq);
	if (kind.type === "posted" && message.kind === "text") yield* saidLines(message, place, root, underway);
	else if (kind.type === "edited") {
		const { thread: _, ...rest } = message;
		const edit: Message = { ...rest, at: message.editedAt ?? message.at };
		yield* messageLines(edit, { ...place, edit: message.rev }, "(edited) ", bothNames("reply", msgid));
	} else if (kind.type === "deleted") {
		const { by: deleter = message.author, reason = "" } = place.redaction ?? {};
		const redact = { command: "REDACT", params: [target, msgid, ...(reason ? [reason] : [])], ...by(deleter, place) };
		yield { ...redact, only: can("draft/message-redaction") };
	} else if (kind.type === "reacted") yield reactionLine({ seq: message.seq, ...kind }, place);
}
