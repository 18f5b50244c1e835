import type { Message } from "../../../protocol/entities.ts";
import { asAction } from "../line/action.ts";
import { bytesLeft } from "../line/fitting.ts";
import { splitText } from "../line/split-text.ts";
import type { Underway } from "../multiline.ts";
import { msgidOf } from "../names.ts";
import { bothNames, can, cannot, type Outgoing, type Tag } from "../outgoing.ts";
import { by, type Head, type Place } from "./place.ts";
import { isAction, type Piece, piecesOf, textsOf } from "./text.ts";

/** CTCP's marks around an action, and the formatting that goes on from the line before. */
const SPARE_BYTES = asAction("").length + 4;

/** Longer client-only tags stand on a message's first line alone: it may have hundreds. */
const MOST_REPEATED_CHARS = 200;

/** The PRIVMSGs of a message, NOTICEs where it is said so: the first carries its id, or the batch that they are in. */
export function* messageLines(
	message: Message,
	place: Place,
	opening = "",
	tags: readonly Tag[] = [],
	underway: Underway | null = null,
): Generator<Outgoing> {
	const { room, target, baseUrl, serverName } = place;
	const who = by(message.author, place);
	const reply = message.thread === undefined ? [] : bothNames("reply", msgidOf(room.id, message.thread));
	const clientTags = [...tags, ...reply, ...(underway?.clientTags ?? [])];
	const msgid = msgidOf(room.id, message.seq, place.edit);
	const head = { ...who, at: message.at, msgid, ...(clientTags.length > 0 ? { clientTags } : {}) };
	const most = bytesLeft(who.source ?? serverName, "PRIVMSG", target) - SPARE_BYTES;
	const pieces = underway?.pieces ? fitted(underway.pieces, opening, most) : piecesOf(message, baseUrl, opening, most);
	const action = isAction(message);
	const command = underway?.notice && !action ? "NOTICE" : "PRIVMSG";
	const batched = pieces.length > 1 && !action;
	const onEach = repeated(underway?.clientTags ?? []);
	let first = true;
	for (const text of textsOf(pieces, action, underway?.pieces != null)) {
		const rest = first ? head : { ...who, at: message.at, clientTags: onEach };
		yield {
			command,
			params: [target, text],
			...rest,
			...(batched ? { only: cannot("draft/multiline") } : {}),
		};
		first = false;
	}
	if (batched) yield* batchLines(command, pieces, target, head);
}

/** Those that stand on the lines after the first too. */
export function repeated(tags: readonly Tag[]): readonly Tag[] {
	return tags.flat().join("").length > MOST_REPEATED_CHARS ? [] : tags;
}

/** As their writer's client has cut them, and again where that is too long with the writer's name before it. */
function fitted([first, ...rest]: readonly Piece[], opening: string, maxBytes: number): Piece[] {
	const pieces = first ? [{ ...first, text: opening + first.text }, ...rest] : rest;
	return pieces.flatMap(({ text, joined }) =>
		splitText(text, maxBytes).map((part, index) => ({ text: part, joined: joined || index > 0 })),
	);
}

/**
 * A message as it comes, and as histories have it. `root` is the message that a reply answers, where it is known: it is
 * named in the text, for clients that know no `+reply`.
 */
export function saidLines(
	message: Message,
	place: Place,
	root: Message | null,
	underway: Underway | null = null,
): Generator<Outgoing> {
	const opening = message.thread === undefined ? "" : `↳ ${root?.author?.name ?? "a thread"}: `;
	return messageLines(message, place, opening, [], underway);
}

/** IRCv3 draft/multiline. */
function* batchLines(command: string, pieces: readonly Piece[], target: string, head: Head) {
	const only = can("draft/multiline");
	const batch = `m${head.msgid}`;
	const { source } = head;
	yield { command: "BATCH", params: [`+${batch}`, "draft/multiline", target], ...head, only };
	for (const { text, joined } of pieces) {
		yield { command, params: [target, text], ...(source ? { source } : {}), batch, joined, only };
	}
	yield { command: "BATCH", params: [`-${batch}`], only };
}
