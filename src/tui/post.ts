import type { Room } from "../client/room.ts";
import type { File } from "../protocol/entities.ts";
import { refuse } from "./commands/command.ts";
import type { Workspace } from "./workspace.ts";

interface Post {
	thread?: number;
	inRoom?: boolean;
	files?: readonly File[];
}

/** Says it where one is: in the room, or in the thread that is open. */
export function send({ client, log, place }: Workspace, body: string, more: Omit<Post, "thread"> = {}): void {
	const stretch = log.peek()?.stretch ?? refuse("No room is open yet");
	if (stretch.excerpt) place.toNewest();
	client.post(stretch.room.id, body, { ...(stretch.thread ? { thread: stretch.thread.root } : {}), ...more });
	log.peek()?.toNewest();
}

/** Says it where one may not be: what is drafted there stays. */
export function sendTo({ client }: Workspace, room: Room, body: string, more: Post = {}): void {
	const draft = client.drafts.of(room.id, more.thread).peek();
	client.post(room.id, body, more);
	client.drafts.set(room.id, more.thread, draft);
}
