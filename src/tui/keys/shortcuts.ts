/** What `?` lists. */
export const SHORTCUTS: readonly (readonly [keys: string, does: string])[] = [
	["Enter", "Send the message"],
	["Alt Enter, Ctrl J, \\ Enter", "Break the line"],
	["Tab", "Complete @name, #room, :emoji: or /command; again for the next"],
	["↑ ↓", "What you sent before; lines of what you write"],
	["Page Up, Page Down", "Scroll; Esc goes back to the newest, or out of a thread"],
	["Alt ↑, Alt ↓", "Room above, room below"],
	[
		"Ctrl ↑, Shift Tab",
		"Choose a message; then Enter for its thread, r react, e edit, d delete, p pin, s save, u unread",
	],
	["Ctrl N", "Inbox: threads, mentions and rooms with something unread"],
	["Ctrl K", "Jump to a room or a person"],
	["Ctrl F", "Search everything; Enter goes to what was found"],
	["Ctrl B", "Show or hide the rooms"],
	["Ctrl P", "People in this room"],
	["Ctrl U, Ctrl W", "Delete the line, the word before the cursor"],
	["Ctrl C", "Drop what is written; twice: leave"],
	["Ctrl Z", "Back to the shell for a while; its fg leads here again"],
	["?", "In an empty message: this help"],
];
