import { send, sendTo } from "../post.ts";
import { rootOf, targetMessage } from "../target.ts";
import type { Workspace } from "../workspace.ts";
import { currentRoom, refuse, type SlashCommand } from "./command.ts";

/** The thread of the chosen or last message, in place of the log. */
export function openThread(workspace: Workspace): void {
	if (workspace.place.thread.peek()) return;
	workspace.place.showThread(currentRoom(workspace), rootOf(targetMessage(workspace)));
}

function reply(workspace: Workspace, rest: string): void {
	const body = rest.trim();
	if (body === "") return openThread(workspace);
	if (workspace.place.thread.peek()) return send(workspace, body);
	const thread = rootOf(targetMessage(workspace));
	sendTo(workspace, currentRoom(workspace), body, { thread });
	workspace.say("Replied in the thread: /thread opens it");
}

function also(workspace: Workspace, rest: string): void {
	if (!workspace.place.thread.peek()) refuse("Open a thread first: /thread, or Enter on a chosen message");
	if (rest.trim() === "") refuse("What do you reply? /also TEXT");
	send(workspace, rest.trim(), { inRoom: true });
}

async function follow(workspace: Workspace, on: boolean): Promise<void> {
	const { client, place } = workspace;
	const root = place.thread.peek()?.root ?? rootOf(targetMessage(workspace));
	await client.follow(currentRoom(workspace).id, root, on);
	workspace.say(on ? "You follow this thread: replies come to your inbox" : "You no longer follow this thread");
}

export const threadCommands: readonly SlashCommand[] = [
	{ name: "thread", takes: "", does: "Open the thread of the chosen or last message; Esc leads back", run: openThread },
	{ name: "reply", takes: "[TEXT]", does: "Reply in the thread of the chosen or last message", run: reply },
	{ name: "also", takes: "TEXT", does: "In a thread: reply, and show it in the room too", run: also },
	{ name: "follow", takes: "", does: "Be told of replies in this thread", run: (workspace) => follow(workspace, true) },
	{ name: "unfollow", takes: "", does: "No longer be told", run: (workspace) => follow(workspace, false) },
];
