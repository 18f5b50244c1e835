import type { Client } from "../client/client.ts";
import { maySpeak } from "../client/moderation.ts";
import type { Room } from "../client/room.ts";
import type { File } from "../protocol/entities.ts";
import { refuse } from "./commands/command.ts";
import { callOf } from "./room-sign.ts";
import type { Workspace } from "./workspace.ts";

interface Post {
	thread?: number;
	inRoom?: boolean;
	files?: readonly File[];
}

/** Says it where one is: in the room, or in the thread that is open. */
export function send({ client, log, place }: Workspace, body: string, more: Omit<Post, "thread"> = {}): void {
	const stretch = log.peek()?.stretch ?? refuse("No room is open yet");
	requireVoice(client, stretch.room);
	if (stretch.excerpt) place.toNewest();
	const thread = stretch.thread?.root;
	client.post(stretch.room.id, body, { ...(thread === undefined ? {} : { thread }), ...more });
	client.drafts.empty(stretch.room.id, thread);
	log.peek()?.toNewest();
}

/** Says it where one may not be: what is drafted there stays. */
export function sendTo({ client }: Workspace, room: Room, body: string, more: Post = {}): void {
	requireVoice(client, room);
	client.post(room.id, body, more);
}

/** Who may not post is told before anything waits in vain. */
function requireVoice({ me }: Client, room: Room): void {
	const account = me.peek();
	const info = room.info.peek();
	if (!account || info.archived || maySpeak(account, info)) return;
	refuse(`Only moderators post in ${callOf(room)}, and whom they allow to: /rules says who that is`);
}
