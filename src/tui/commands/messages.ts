import type { Message } from "../../protocol/entities.ts";
import { truncate } from "../text/cells.ts";
import type { Workspace } from "../workspace.ts";
import { currentRoom, refuse, type SlashCommand } from "./command.ts";

/** One's newest message of what is held here. */
function lastOwn(workspace: Workspace): Message {
	const me = workspace.client.me.peek()?.id;
	const own = currentRoom(workspace)
		.messages.peek()
		.findLast(({ author, kind, deleted }) => author?.id === me && kind === "text" && !deleted);
	return own ?? refuse("You have no message here");
}

export function send(workspace: Workspace, body: string): void {
	workspace.client.post(currentRoom(workspace).id, body);
	workspace.log.peek()?.toNewest();
}

/** What the server refused, newest last. */
function failedHere(workspace: Workspace) {
	const { id } = currentRoom(workspace);
	const failed = workspace.client.outbox.peek().filter(({ room, state }) => room === id && state === "failed");
	return failed.length > 0 ? failed : refuse("Nothing has failed here");
}

export const messageCommands: readonly SlashCommand[] = [
	{
		name: "me",
		takes: "TEXT",
		does: "Say what you do",
		run(workspace, rest) {
			if (rest.trim() === "") refuse("What do you do? /me TEXT");
			send(workspace, `_${rest.trim()}_`);
		},
	},
	{
		name: "edit",
		takes: "[TEXT]",
		does: "Change your last message; without TEXT it comes into the composer",
		async run(workspace, rest) {
			const message = lastOwn(workspace);
			const { id } = currentRoom(workspace);
			if (rest.trim() === "") return workspace.composer.edit({ room: id, ...message });
			await workspace.client.edit(id, message.seq, rest.trim());
		},
	},
	{
		name: "delete",
		takes: "",
		does: "Delete your last message, for everybody",
		run(workspace) {
			const { seq, body } = lastOwn(workspace);
			const { id } = currentRoom(workspace);
			workspace.panel.value = {
				kind: "confirm",
				question: `Delete “${truncate(body, 24)}”? y/n`,
				yes: () => void workspace.attempt(() => workspace.client.delete(id, seq)),
			};
		},
	},
	{
		name: "retry",
		takes: "",
		does: "Send again what has failed",
		run: (workspace) => {
			for (const { nonce } of failedHere(workspace)) workspace.client.retry(nonce);
		},
	},
	{
		name: "discard",
		takes: "",
		does: "Drop what has failed",
		run: (workspace) => {
			for (const { nonce } of failedHere(workspace)) workspace.client.discard(nonce);
		},
	},
	{
		name: "react",
		takes: "EMOJI",
		does: "Reactions come later",
		run: (workspace) => workspace.say("Reactions come with a later version of Parlour"),
	},
	{
		name: "msg",
		takes: "NAME TEXT",
		does: "Direct messages come later",
		run: (workspace) => workspace.say("Direct messages come with a later version of Parlour"),
	},
];
