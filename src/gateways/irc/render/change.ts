import type { Signal } from "../../../core/core.ts";
import type { Message, Room, User } from "../../../protocol/entities.ts";
import { removedName } from "../../../protocol/rule-text.ts";
import { type Capabilities, type Capability, has } from "../capabilities.ts";
import { MAX_LINE_BYTES } from "../line/line-reader.ts";
import { splitText } from "../line/split-text.ts";
import { modeParams } from "../modes/rule-modes.ts";
import type { Underway } from "../multiline.ts";
import { accountOf, msgidOf, whoOf } from "../names.ts";
import type { Outgoing, Tag } from "../outgoing.ts";
import { isAction, type Piece, piecesOf, textsOf } from "./text.ts";

export type RoomChange = Extract<Signal, { type: "changes" }>["changes"][number];

export interface Redaction {
	by: User;
	/** Empty for none. */
	reason: string;
}

export interface Place {
	room: Room;
	/** What the lines are sent to: the channel, or in a query its reader or whom they wrote to. */
	target: string;
	/** The `rev` of the edit that is told. */
	edit?: number;
	serverName: string;
	baseUrl: string;
	/** What somebody says who leaves. */
	parting?: string | undefined;
	/** Who has deleted what is deleted, where they did it by REDACT. */
	redaction?: Redaction | undefined;
	/** What somebody who is away says, empty where they are not. */
	awayOf?: (user: number) => string;
	/** What a guest's client calls them, where it has said so. */
	realnameOf?: (user: User) => string;
}

const can = (name: Capability) => (capabilities: Capabilities) => has(capabilities, name);
const cannot = (name: Capability) => (capabilities: Capabilities) => !has(capabilities, name);
/** CTCP's marks around an action, and a little for what clients add. */
const SPARE_BYTES = 12;

function by(user: User | null, { serverName }: Place): Pick<Outgoing, "source" | "account"> {
	return user ? whoOf(user, serverName) : { source: serverName };
}

/** Both names of a tag that was a draft. */
export function bothNames(name: string, value: string): Tag[] {
	return [
		[`+draft/${name}`, value],
		[`+${name}`, value],
	];
}

/** The PRIVMSGs of a message, NOTICEs where it is said so: the first carries its id, or the batch that they are in. */
export function* messageLines(
	message: Message,
	place: Place,
	opening = "",
	tags: readonly Tag[] = [],
	underway: Underway | null = null,
): Generator<Outgoing> {
	const { room, target, baseUrl } = place;
	const who = by(message.author, place);
	const reply = message.thread === undefined ? [] : bothNames("reply", msgidOf(room.id, message.thread));
	const clientTags = [...tags, ...reply, ...(underway?.clientTags ?? [])];
	const msgid = msgidOf(room.id, message.seq, place.edit);
	const head = { ...who, at: message.at, msgid, ...(clientTags.length > 0 ? { clientTags } : {}) };
	const frame = Buffer.byteLength(`:${who.source} PRIVMSG ${target} :\r\n`) + SPARE_BYTES;
	const most = MAX_LINE_BYTES - frame;
	const pieces = underway?.pieces ? fitted(underway.pieces, most) : piecesOf(message, baseUrl, opening, most);
	const action = isAction(message);
	const command = underway?.notice && !action ? "NOTICE" : "PRIVMSG";
	const batched = pieces.length > 1 && !action;
	let first = true;
	for (const text of textsOf(pieces, action)) {
		const rest = first ? head : { ...who, at: message.at };
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

/** As their writer's client has cut them, and again where that is too long with the writer's name before it. */
function fitted(pieces: readonly Piece[], maxBytes: number): Piece[] {
	return pieces.flatMap(({ text, joined }) =>
		splitText(text, maxBytes).map((part, index) => ({ text: part, joined: joined || index > 0 })),
	);
}

/** IRCv3 draft/multiline. */
function* batchLines(
	command: string,
	pieces: readonly Piece[],
	target: string,
	head: Omit<Outgoing, "command" | "params">,
) {
	const only = can("draft/multiline");
	const batch = `m${head.msgid}`;
	const { source } = head;
	yield { command: "BATCH", params: [`+${batch}`, "draft/multiline", target], ...head, only };
	for (const { text, joined } of pieces) {
		yield { command, params: [target, text], ...(source ? { source } : {}), batch, joined, only };
	}
	yield { command: "BATCH", params: [`-${batch}`], only };
}

type Head = Omit<Outgoing, "command" | "params">;

function* joinLines(user: User, { target, realnameOf, awayOf }: Place, head: Head): Generator<Outgoing> {
	const realname = realnameOf?.(user) ?? user.name;
	yield { command: "JOIN", params: [target], ...head, only: cannot("extended-join") };
	yield { command: "JOIN", params: [target, accountOf(user), realname], ...head, only: can("extended-join") };
	// IRCv3 away-notify: who joins and is away is told to be.
	const away = awayOf?.(user.id) ?? "";
	const { msgid: _, ...who } = head;
	if (away !== "") yield { command: "AWAY", params: [away], ...who, only: can("away-notify") };
}

/**
 * What a system message is on IRC. `invited` is whom an invitation brought in, who is told of it where `toThem` is set.
 * Coming and going is no line: membership lasts.
 */
export function* eventLines(message: Message, place: Place, invited: User | null, toThem = false): Generator<Outgoing> {
	const { target, room } = place;
	const { author, at, event, body } = message;
	const head = { ...by(author, place), at, msgid: msgidOf(room.id, message.seq) };
	if ((event === "created" || event === "joined") && author) yield* joinLines(author, place, head);
	else if (event === "invited" && invited) {
		const told = toThem ? {} : { only: can("invite-notify") };
		yield { command: "INVITE", params: [invited.name, target], ...by(author, place), at, ...told };
		yield* joinLines(invited, place, { ...head, ...by(invited, place) });
	} else if (event === "left")
		yield { command: "PART", params: [target, ...(place.parting ? [place.parting] : [])], ...head };
	else if (event === "topic") yield { command: "TOPIC", params: [target, body], ...head };
	else if (event === "removed") {
		const { name, reason } = removedName(body);
		yield { command: "KICK", params: [target, name, reason || (author?.name ?? "Removed")], ...head };
	} else if (event === "rule") {
		const params = modeParams(body);
		if (params.length > 0) yield { command: "MODE", params: [target, ...params], ...head };
	} else yield* noticeLines(message, place);
}

/** What is told in words. */
export function* noticeLines({ seq, at, author, event, body }: Message, { target, room }: Place): Generator<Outgoing> {
	const text = event === "said" ? body : event ? NOTICES[event]?.(author?.name ?? "The host") : undefined;
	if (text) yield { command: "NOTICE", params: [target, text], at, msgid: msgidOf(room.id, seq) };
}

const NOTICES: Partial<Record<NonNullable<Message["event"]>, (who: string) => string>> = {
	cleared: () => "The history was deleted",
	archived: (who) => `${who} archived this room`,
	unarchived: (who) => `${who} opened this room again`,
};

/** A change as IRC tells it; `root` is the message that a reply answers, where it is known. */
export function* changeLines(
	{ message, kind }: RoomChange,
	place: Place,
	root: Message | null,
	underway: Underway | null,
): Generator<Outgoing> {
	const { room, target, serverName } = place;
	const msgid = msgidOf(room.id, message.seq);
	if (kind.type === "posted" && message.kind === "text") {
		const opening = message.thread === undefined ? "" : `↳ ${root?.author?.name ?? "a thread"}: `;
		yield* messageLines(message, place, opening, [], underway);
	} else if (kind.type === "edited") {
		const { thread: _, ...rest } = message;
		const edit: Message = { ...rest, at: message.editedAt ?? message.at };
		yield* messageLines(edit, { ...place, edit: message.rev }, "(edited) ", bothNames("reply", msgid));
	} else if (kind.type === "deleted") {
		const { by: deleter = message.author, reason = "" } = place.redaction ?? {};
		const redact = { command: "REDACT", params: [target, msgid, ...(reason ? [reason] : [])], ...by(deleter, place) };
		yield { ...redact, only: can("draft/message-redaction") };
	} else if (kind.type === "reacted") {
		const clientTags = [...bothNames("reply", msgid), ...bothNames(kind.on ? "react" : "unreact", kind.emoji)];
		const who = whoOf(kind.by, serverName);
		yield { command: "TAGMSG", params: [target], ...who, clientTags, only: can("message-tags") };
	}
}
