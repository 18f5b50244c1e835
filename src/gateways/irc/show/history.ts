import type { Message, Room, SystemEvent } from "../../../protocol/entities.ts";
import { has } from "../capabilities.ts";
import type { IrcClient } from "../irc-client.ts";
import { channelOf, queryWith } from "../names.ts";
import type { Outgoing } from "../outgoing.ts";
import { eventLines, messageLines, noticeLines } from "../render/change.ts";

const PLAYED: ReadonlySet<SystemEvent> = new Set(["created", "joined", "left", "removed", "topic", "invited", "rule"]);

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

/** Lines of the past, as they would be told now. */
export function* historyLines(client: IrcClient, room: Room, messages: readonly Message[]): Generator<Outgoing> {
	const { serverName, baseUrl } = client.context.settings;
	const me = client.person?.user.id ?? 0;
	const other = queryWith(room, me);
	for (const message of messages) {
		if (!isTold(client, room, message)) continue;
		const target = other ? (message.author?.id === me ? other.name : client.nick) : channelOf(room);
		const place = { room, target, serverName, baseUrl };
		if (message.kind === "text") yield* messageLines(message, place);
		else if (has(client.capabilities, "draft/event-playback")) {
			// An invitation of the past invites nobody now: it is who came in.
			const lines = eventLines(message, place, { id: 0, name: message.body });
			for (const line of lines) if (line.command !== "INVITE") yield line;
		} else yield* noticeLines(message, place);
	}
}

/** In a batch, for those who know batches. */
export function showBatch(client: IrcClient, type: string, params: readonly string[], lines: Iterable<Outgoing>): void {
	const shown = [...lines].filter(({ only }) => !only || only(client.capabilities));
	if (!has(client.capabilities, "batch")) {
		for (const line of shown) client.answer(line);
		return;
	}
	const id = `h${client.context.secrets.randomToken().slice(0, 8)}`;
	client.answer({ command: "BATCH", params: [`+${id}`, type, ...params] });
	for (const line of shown) client.answer({ ...line, batch: line.batch ?? id });
	client.answer({ command: "BATCH", params: [`-${id}`] });
}
