import type { Message, User } from "../../../protocol/entities.ts";
import { removedName } from "../../../protocol/rule-text.ts";
import { modeParams } from "../modes/rule-modes.ts";
import { accountOf, msgidOf } from "../names.ts";
import { can, cannot, type Outgoing } from "../outgoing.ts";
import { by, type Head, type Place } from "./place.ts";

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
