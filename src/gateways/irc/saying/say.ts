import type { Person } from "../../../core/presence.ts";
import type { Room } from "../../../protocol/entities.ts";
import { ParlourError } from "../../../protocol/errors.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import { findOwnRoom, findQuery } from "../find-room.ts";
import { actionOf, CTCP } from "../line/action.ts";
import { isChannel, placeOf, queryWith } from "../names.ts";
import { ERR } from "../numerics.ts";
import { fromIrc } from "../render/formatting.ts";
import type { Piece } from "../render/text.ts";
import { clientTagsOf, eitherTag } from "./client-tags.ts";
import { tellAway } from "./tell-away.ts";
import { takeUploads } from "./uploaded.ts";

export interface Saying {
	target: string;
	body: string;
	tags: ReadonlyMap<string, string>;
	/** How its writer's client has cut it, where that matters. */
	pieces: readonly Piece[] | null;
	/** A NOTICE: a failure is not told. */
	quiet: boolean;
}

/** Whether a text is a CTCP request or its answer, of one client to another: DCC apart, which tells a client's address. */
export function isAsking(text: string): boolean {
	return text.startsWith(CTCP) && !/^.(?:ACTION|DCC)\b/i.test(text);
}

/** What is said by a text, null where nothing is: a CTCP request asks for what no person has said. */
export function bodyOf(text: string): string | null {
	if (text === "") return null;
	if (!text.startsWith(CTCP)) return fromIrc(text);
	const action = actionOf(text);
	return action === null ? null : `/me ${fromIrc(action)}`;
}

/** The reply's thread: what `+reply` names, in the same room. */
function threadOf(tags: ReadonlyMap<string, string>, room: Room): number | undefined {
	const place = placeOf(eitherTag(tags, "reply") ?? "");
	return place?.room === room.id ? place.seq : undefined;
}

/** That they may not talk in private. */
function refusal(cause: unknown): ParlourError {
	if (cause instanceof ParlourError && cause.code === "forbidden") return cause;
	throw cause;
}

/** Posts a message to a channel or a person; refusals are told by their numerics. */
export async function say(client: IrcClient, person: Person, saying: Saying): Promise<void> {
	const { target, body, tags, pieces, quiet } = saying;
	const room = isChannel(target)
		? await findOwnRoom(client, target, person)
		: await client.patiently(() => findQuery(client, target, person)).catch(refusal);
	if (room instanceof ParlourError) {
		if (!quiet) client.reply(ERR.CANNOTSENDTOUSER, target.slice(0, 64), room.message);
		return;
	}
	if (!room) {
		if (quiet) return;
		if (isChannel(target)) client.reply(ERR.CANNOTSENDTOCHAN, target.slice(0, 64), "Cannot send to channel: not in it");
		else client.reply(ERR.NOSUCHNICK, target.slice(0, 64), "No such nick");
		return;
	}
	const { core, secrets, audience } = client.context;
	// On IRC a room is one row of messages: a reply stands in it, as well as in its thread.
	const thread = threadOf(tags, room);
	const nonce = secrets.randomToken();
	const { text, files } = await takeUploads(client, person, body);
	// What a reply answers is told by its thread.
	const clientTags = clientTagsOf(tags, thread === undefined ? undefined : "reply");
	const post = { room: room.id, body: text, nonce, thread, inRoom: thread !== undefined, files };
	try {
		await client.own.during(nonce, () =>
			audience.asides.posts.during(nonce, { pieces: files.length > 0 ? null : pieces, clientTags, notice: quiet }, () =>
				client.patiently(() => core.messages.post(person, post)),
			),
		);
	} catch (cause) {
		if (!(cause instanceof ParlourError)) throw cause;
		if (!quiet) client.reply(ERR.CANNOTSENDTOCHAN, target, cause.message);
		return;
	}
	const other = queryWith(room, person.user.id);
	if (!quiet && other) await tellAway(client, person, other.id);
}
