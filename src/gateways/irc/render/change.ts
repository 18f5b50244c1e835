import type { Signal } from "../../../core/core.ts";
import type { Message, Room, User } from "../../../protocol/entities.ts";
import { type Capabilities, type Capability, has } from "../capabilities.ts";
import { maskOf, msgidOf } from "../names.ts";
import type { Outgoing, Tag } from "../outgoing.ts";
import { textsOf } from "./text.ts";

export type RoomChange = Extract<Signal, { type: "changes" }>["changes"][number];

export interface Place {
	room: Room;
	/** What the lines are sent to: the channel, or in a query its reader or whom they wrote to. */
	target: string;
	serverName: string;
	baseUrl: string;
}

const can = (name: Capability) => (capabilities: Capabilities) => has(capabilities, name);
const cannot = (name: Capability) => (capabilities: Capabilities) => !has(capabilities, name);

function by(user: User | null, { serverName }: Place): Pick<Outgoing, "source" | "account"> {
	return user ? { source: maskOf(user, serverName), account: user.name } : { source: serverName };
}

/** The PRIVMSGs of a message: the first carries its id. */
export function* messageLines(message: Message, place: Place, opening = "", tags: Tag[] = []): Generator<Outgoing> {
	const { room, target, baseUrl } = place;
	const head = by(message.author, place);
	const msgid = msgidOf(room.id, message.seq);
	const answered: Tag[] = message.thread === undefined ? tags : [["+draft/reply", msgidOf(room.id, message.thread)]];
	let first = true;
	for (const text of textsOf(message, baseUrl, opening)) {
		const id = first ? { msgid, ...(answered.length > 0 ? { clientTags: answered } : {}) } : {};
		yield { command: "PRIVMSG", params: [target, text], ...head, at: message.at, ...id };
		first = false;
	}
}

function* joinLines(user: User, { target, serverName }: Place, at: number): Generator<Outgoing> {
	const join = { command: "JOIN", source: maskOf(user, serverName), at, account: user.name };
	yield { ...join, params: [target], only: cannot("extended-join") };
	yield { ...join, params: [target, user.name, user.name], only: can("extended-join") };
}

/** What a system message is on IRC; `body` is whom an invitation brought in. Coming and going is no line: membership lasts. */
export function* eventLines(message: Message, place: Place, invited: User | null): Generator<Outgoing> {
	const { target } = place;
	const { author, at, event, body } = message;
	const head = { ...by(author, place), at };
	if ((event === "created" || event === "joined") && author) yield* joinLines(author, place, at);
	else if (event === "invited" && invited) {
		yield { command: "INVITE", params: [invited.name, target], ...head, only: can("invite-notify") };
		yield* joinLines(invited, place, at);
	} else if (event === "left") yield { command: "PART", params: [target], ...head };
	else if (event === "topic") yield { command: "TOPIC", params: [target, body], ...head };
	else if (event === "said") yield { command: "NOTICE", params: [target, body], ...head };
	else if (event === "cleared") yield { command: "NOTICE", params: [target, "The history was deleted"], at };
	else if (event === "archived" || event === "unarchived") {
		const text = `${author?.name ?? "The host"} ${event === "archived" ? "archived this room" : "opened this room again"}`;
		yield { command: "NOTICE", params: [target, text], at };
	}
}

/** A change as IRC tells it; `root` is the message that a reply answers, where it is known. */
export function* changeLines({ message, kind }: RoomChange, place: Place, root: Message | null): Generator<Outgoing> {
	const { room, target } = place;
	const msgid = msgidOf(room.id, message.seq);
	if (kind.type === "posted" && message.kind === "text") {
		const opening = message.thread === undefined ? "" : `↳ ${root?.author?.name ?? "a thread"}: `;
		yield* messageLines(message, place, opening);
	} else if (kind.type === "edited") {
		const { seq: _, ...rest } = message;
		// Its own id: the old one is what it replies to.
		const edit: Message = { ...rest, seq: message.rev, at: message.editedAt ?? message.at };
		yield* messageLines(edit, place, "(edited) ", [["+draft/reply", msgid]]);
	} else if (kind.type === "deleted") {
		const redact = { command: "REDACT", params: [target, msgid], ...by(message.author, place) };
		yield { ...redact, only: can("draft/message-redaction") };
	} else if (kind.type === "reacted") {
		const tags: Tag[] = [
			["+draft/reply", msgid],
			[kind.on ? "+draft/react" : "+draft/unreact", kind.emoji],
		];
		const { source, account } = { source: maskOf(kind.by, place.serverName), account: kind.by.name };
		yield { command: "TAGMSG", params: [target], source, account, clientTags: tags, only: can("message-tags") };
	}
}
