import { placeKey } from "../../client/place-key.ts";
import { readEmoji } from "../editor/read-emoji.ts";
import { targetMessage } from "../target.ts";
import type { Workspace } from "../workspace.ts";
import { currentRoom, refuse, type SlashCommand } from "./command.ts";

/** A reaction that one has given already is taken back. */
async function react(workspace: Workspace, rest: string): Promise<void> {
	// A name that begins is a name, whether it ends or not.
	const word = rest.trim().replace(/^(:[^:\s]+)$/, "$1:");
	if (word === "") refuse("With what? /react EMOJI, or /react :name:");
	// Before anything is waited for: another one may come in.
	const { seq, reactions = [] } = targetMessage(workspace);
	const room = currentRoom(workspace);
	// What is an emoji, the server says; its tables may be newer.
	const emoji = (await readEmoji(word))?.emoji ?? (word.startsWith(":") ? refuse(`No emoji is called ${word}`) : word);
	const { client } = workspace;
	const me = client.me.peek()?.id ?? 0;
	const bare = (text: string) => text.replaceAll("\uFE0F", "");
	const given = reactions.find((reaction) => bare(reaction.emoji) === bare(emoji));
	const on = !given?.users.includes(me);
	await client.react(room.id, seq, given?.emoji ?? emoji, on);
}

async function pin(workspace: Workspace): Promise<void> {
	const { seq, pinned } = targetMessage(workspace);
	await workspace.client.pin(currentRoom(workspace).id, seq, !pinned);
	workspace.say(pinned ? "No longer pinned" : "Pinned: /pins lists what is");
}

async function save(workspace: Workspace): Promise<void> {
	const { client } = workspace;
	const { seq } = targetMessage(workspace);
	const { id } = currentRoom(workspace);
	// What was saved before must be known to tell which way it goes.
	await client.loadSaved();
	const on = !client.saved.peek().has(placeKey(id, seq));
	await client.save(id, seq, on);
	workspace.say(on ? "Saved for you: /saved lists what is" : "No longer saved");
}

/** It stays unread until one comes back. */
async function markUnread(workspace: Workspace): Promise<void> {
	const { client, place } = workspace;
	const { seq } = targetMessage(workspace);
	const log = workspace.log.peek() ?? refuse("No room is open yet");
	const { room, thread } = log.stretch;
	log.keptUnread.value = true;
	log.newAfter.value = seq - 1;
	if (thread) await client.markThreadRead(thread, seq, true);
	else {
		await client.markUnread(room, seq);
		// From the past, one is back at a log of its own.
		if (log.stretch.excerpt) place.toNewest();
	}
	workspace.say("Unread from here on");
}

export const markCommands: readonly SlashCommand[] = [
	{
		name: "react",
		takes: "EMOJI",
		does: "React to the chosen or last message, as itself or :name:; again to take it back",
		run: react,
	},
	{ name: "pin", takes: "", does: "Pin the chosen or last message, or no longer", run: pin },
	{ name: "save", takes: "", does: "Keep the chosen or last message for yourself, or no longer", run: save },
	{ name: "unread", takes: "", does: "Mark as unread from the chosen or last message on", run: markUnread },
];
