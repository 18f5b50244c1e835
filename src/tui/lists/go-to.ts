import { findMessage } from "../../client/held-messages.ts";
import type { Room } from "../../client/room.ts";
import type { Message } from "../../protocol/entities.ts";
import { refuse } from "../commands/command.ts";
import type { Stretch } from "../log/stretch.ts";
import type { Workspace } from "../workspace.ts";

/** So far back a reply is looked for in its thread. */
const MOST_PAGES = 40;

/** Shows a message where it stands, with what surrounds it. Throws ParlourError where it cannot be had. */
export async function goTo(
	workspace: Workspace,
	room: Room | undefined,
	message: Pick<Message, "seq" | "thread" | "inRoom">,
	terms: readonly string[] = [],
): Promise<void> {
	if (!room) refuse("You are not in its room any more");
	const { seq, thread, inRoom } = message;
	if (thread !== undefined && !inRoom) await goToReply(workspace, room, thread, seq);
	else await goToMessage(workspace, room, seq);
	const log = workspace.log.peek();
	if (log?.stretch.room !== room) return;
	log.found.value = { seq, terms };
	log.show(seq);
}

async function goToMessage(workspace: Workspace, room: Room, seq: number): Promise<void> {
	const { client, place } = workspace;
	await client.open(room);
	workspace.close();
	if (findMessage(room.messages.peek(), seq)) return place.show(room);
	const excerpt = client.excerpt(room, seq);
	await client.loadAround(excerpt);
	place.showExcerpt(excerpt);
}

async function goToReply(workspace: Workspace, room: Room, root: number, seq: number): Promise<void> {
	workspace.close();
	workspace.place.showThread(room, root);
	const stretch = workspace.log.peek()?.stretch;
	if (!stretch) return;
	await stretch.open();
	for (let page = 0; page < MOST_PAGES && isFurtherBack(stretch, seq); page++) await stretch.loadOlder();
}

function isFurtherBack({ messages, hasOlder }: Stretch, seq: number): boolean {
	return hasOlder.peek() && seq < (messages.peek()[0]?.seq ?? 0);
}
