import { send } from "../post.ts";
import { ownMessage } from "../target.ts";
import { truncate } from "../text/cells.ts";
import type { Workspace } from "../workspace.ts";
import { currentRoom, refuse, type SlashCommand } from "./command.ts";

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
			const words = rest.trim();
			if (words === "") refuse("What do you do? /me TEXT");
			send(workspace, `/me ${words}`);
		},
	},
	{
		name: "edit",
		takes: "[TEXT]",
		does: "Change your chosen or last message; without TEXT it comes into the composer",
		async run(workspace, rest) {
			const message = ownMessage(workspace);
			const { id } = currentRoom(workspace);
			if (rest.trim() === "") return workspace.composer.edit({ room: id, ...message });
			await workspace.client.edit(id, message.seq, rest.trim());
		},
	},
	{
		name: "delete",
		takes: "",
		does: "Delete your chosen or last message, for everybody",
		run(workspace) {
			const { seq, body, files } = ownMessage(workspace);
			const { id } = currentRoom(workspace);
			const words = body === "" ? (files?.[0]?.name ?? "") : body.replace(/\s+/g, " ");
			workspace.panel.value = {
				kind: "confirm",
				question: `Delete “${truncate(words, 24)}”? y/n`,
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
];
