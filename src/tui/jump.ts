import type { Room } from "../client/room.ts";
import { Picker } from "./picker.ts";
import type { Workspace } from "./workspace.ts";

export function jumpToRoom(workspace: Workspace): void {
	const picker = new Picker<Room>({
		title: "Jump to a room",
		prompt: "Room:",
		nothing: "You are in no room of that name. /rooms lists those that you can join",
		items: workspace.rooms,
		words: ({ info }) => info.value.name,
		sign: ({ info }) => (info.value.visibility === "private" ? "◆ " : "# "),
		details: ({ unread, info }) =>
			[unread.value > 0 ? `${unread.value} unread` : "", info.value.topic].filter(Boolean).join(" · "),
		choose: (room) => workspace.show(room),
	});
	workspace.panel.value = { kind: "pick", picker };
}
