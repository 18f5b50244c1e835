import type { Room } from "../client/room.ts";
import { Picker } from "./picker.ts";
import { signOf } from "./room-sign.ts";
import type { Workspace } from "./workspace.ts";

export function jumpToRoom(workspace: Workspace): void {
	const { client } = workspace;
	const picker = new Picker<Room>({
		title: "Jump to a room",
		prompt: "Room:",
		nothing: "You are in no room of that name. /rooms lists those that you can join",
		items: workspace.rooms,
		words: ({ title }) => title.value,
		sign: (room) => `${signOf(room, client)} `,
		details: ({ unread, mentions, info }) => {
			const { topic, archived } = info.value;
			const named = mentions.value > 0 ? `@${mentions.value}` : "";
			const count = unread.value > 0 ? `${unread.value} unread` : "";
			return [archived ? "archived" : "", named, count, topic].filter(Boolean).join(" · ");
		},
		choose: (room) => workspace.show(room),
	});
	workspace.panel.value = { kind: "pick", picker };
}
