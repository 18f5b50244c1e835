import { openInbox } from "../inbox.ts";
import { showMessages } from "../lists/message-list.ts";
import { openSearch } from "../open-search.ts";
import { callOf } from "../room-sign.ts";
import { currentRoom, type SlashCommand } from "./command.ts";

export const listCommands: readonly SlashCommand[] = [
	{ name: "inbox", takes: "", does: "Threads, mentions and rooms with something unread", run: openInbox },
	{
		name: "search",
		takes: "[WORDS]",
		does: "Search everywhere: words, “phrases”, from: in: before: after: has:file is:thread",
		run: openSearch,
	},
	{
		name: "pins",
		takes: "",
		does: "What is pinned in this room",
		run(workspace) {
			const room = currentRoom(workspace);
			const { client } = workspace;
			showMessages(workspace, {
				title: `Pinned in ${callOf(room)}`,
				nothing: "Nothing is pinned here. /pin pins the chosen message",
				load: () => client.pins(room.id),
				drop: { does: "unpins", act: ({ message }) => client.pin(room.id, message.seq, false) },
			});
		},
	},
	{
		name: "saved",
		takes: "",
		does: "What you have saved",
		run(workspace) {
			const { client } = workspace;
			showMessages(workspace, {
				title: "Saved messages",
				nothing: "Nothing is saved. /save keeps the chosen message for you",
				load: () => client.loadSaved(),
				drop: { does: "forgets it", act: ({ room, message }) => client.save(room, message.seq, false) },
			});
		},
	},
];
