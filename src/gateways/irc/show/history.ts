import type { ReactionsTo } from "../../../core/history.ts";
import type { Person } from "../../../core/presence.ts";
import type { Message, Room, SystemEvent, User } from "../../../protocol/entities.ts";
import { newBatchId } from "../batch-id.ts";
import { has } from "../capabilities.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import { targetFor } from "../names.ts";
import type { Outgoing } from "../outgoing.ts";
import { reactionLine } from "../render/change.ts";
import { eventLines, noticeLines } from "../render/event.ts";
import { saidLines } from "../render/message.ts";

const PLAYED: ReadonlySet<SystemEvent> = new Set(["created", "joined", "left", "removed", "topic", "invited", "rule"]);
/** Of one history: one message alone may have thousands. */
const MOST_REACTIONS = 500;

/** Whether a message is told in this client's histories. Deleted ones are in none. */
export function isTold(client: IrcClient, room: Room, { kind, deleted, event }: Message): boolean {
	if (kind === "text") return !deleted;
	if (event === "said" || event === "cleared" || event === "archived" || event === "unarchived") return true;
	return (
		event !== undefined &&
		PLAYED.has(event) &&
		room.visibility !== "direct" &&
		has(client.capabilities, "draft/event-playback")
	);
}

/** Lines of the past, as they would be told now; each message's reactions after it. */
export async function historyLines(
	client: IrcClient,
	person: Person,
	room: Room,
	messages: readonly Message[],
	reactions: ReactionsTo = new Map(),
): Promise<Outgoing[]> {
	const { core, settings } = client.context;
	const { serverName, baseUrl } = settings;
	const roots = await core.history.rootsOf(person, room.id, messages);
	const placeFor = (author: User | null) => {
		return { room, target: targetFor(room, person.user, author?.id ?? 0), serverName, baseUrl };
	};
	const played = has(client.capabilities, "draft/event-playback");
	function* linesOf(message: Message): Generator<Outgoing> {
		const place = placeFor(message.author);
		if (message.kind === "text") yield* saidLines(message, place, roots.get(message.thread ?? 0) ?? null);
		else if (played) {
			// An invitation of the past invites nobody now: it is who came in.
			const lines = eventLines(message, place, { id: 0, name: message.body });
			for (const line of lines) if (line.command !== "INVITE") yield line;
		} else yield* noticeLines(message, place);
		for (const { seq, at, by, emoji } of reactions.get(message.seq) ?? []) {
			yield { ...reactionLine({ seq, by, emoji, on: true }, placeFor(by)), at, context: true };
		}
	}
	return messages.filter((message) => isTold(client, room, message)).flatMap((message) => [...linesOf(message)]);
}

/** To those who are played events, and see reactions at all. */
export async function reactionsTo(
	client: IrcClient,
	person: Person,
	room: Room,
	messages: readonly Message[],
): Promise<ReactionsTo> {
	const { capabilities, context } = client;
	if (!has(capabilities, "draft/event-playback") || !has(capabilities, "message-tags")) return new Map();
	return context.core.history.reactionsTo(person, room.id, messages, MOST_REACTIONS);
}

/** In a batch, for those who know batches. */
export function showBatch(client: IrcClient, type: string, params: readonly string[], lines: Iterable<Outgoing>): void {
	const shown = [...lines].filter(({ only }) => !only || only(client.capabilities.looks));
	if (!has(client.capabilities, "batch")) {
		for (const line of shown) client.answer(line);
		return;
	}
	const id = newBatchId(client.context.secrets);
	client.answer({ command: "BATCH", params: [`+${id}`, type, ...params] });
	for (const line of shown) client.answer({ ...line, batch: line.batch ?? id });
	client.answer({ command: "BATCH", params: [`-${id}`] });
}
