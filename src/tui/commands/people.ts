import { computed } from "@preact/signals-core";
import type { User } from "../../protocol/entities.ts";
import { Picker } from "../picker.ts";
import type { Workspace } from "../workspace.ts";
import { currentRoom } from "./command.ts";

/** Who is in this room, those who are online first; whoever is chosen is named in the message. */
export function showPeople(workspace: Workspace): void {
	const room = currentRoom(workspace);
	const { client } = workspace;
	const items = computed(() => {
		const online = client.online.value;
		return room.members.value?.toSorted((a, b) => Number(online.has(b.id)) - Number(online.has(a.id))) ?? null;
	});
	const picker = new Picker<User>({
		title: `People in #${room.info.peek().name}`,
		prompt: "Find:",
		nothing: "Nobody of that name is here",
		items,
		words: ({ name }) => name,
		sign: ({ id }) => (client.online.value.has(id) ? "● " : "○ "),
		details: ({ id }) => (id === client.me.value?.id ? "you" : ""),
		choose({ name }) {
			workspace.close();
			workspace.composer.type(`@${name} `);
		},
	});
	workspace.panel.value = { kind: "pick", picker };
}
