import { computed } from "@preact/signals-core";
import type { Profile } from "../../protocol/entities.ts";
import { readEmoji } from "../editor/read-emoji.ts";
import { Picker } from "../picker.ts";
import { callOf } from "../room-sign.ts";
import type { Workspace } from "../workspace.ts";
import { currentRoom, type SlashCommand } from "./command.ts";

/** Who is in this room, those who are online first; whoever is chosen is named in the message. */
export function showPeople(workspace: Workspace): void {
	const room = currentRoom(workspace);
	const { client } = workspace;
	const items = computed(() => {
		const online = client.online.value;
		return room.members.value?.toSorted((a, b) => Number(online.has(b.id)) - Number(online.has(a.id))) ?? null;
	});
	const picker = new Picker<Profile>({
		title: `People in ${callOf(room)}`,
		prompt: "Find:",
		nothing: "Nobody of that name is here",
		items,
		words: (person) => nameWith(client.people.profile(person.id) ?? person),
		sign: ({ id }) => (client.online.value.has(id) ? "● " : "○ "),
		details(person) {
			const { id, status } = client.people.profile(person.id) ?? person;
			const words = status ? `${status.emoji} ${status.text}`.trim() : "";
			const { creator, moderators } = room.info.value;
			const moderates = id === creator || moderators?.includes(id);
			return [id === client.me.value?.id ? "you" : "", moderates ? "moderator" : "", words].filter(Boolean).join(" · ");
		},
		choose({ name }) {
			workspace.close();
			workspace.composer.type(`@${name} `);
		},
	});
	workspace.panel.value = { kind: "pick", picker };
}

function nameWith({ name, display }: Profile): string {
	return display === undefined ? name : `${display} @${name}`;
}

const NO_EMOJI = "💬";

export const peopleCommands: readonly SlashCommand[] = [
	{ name: "who", takes: "", does: "Who is in this room", run: showPeople },
	{
		name: "status",
		takes: "[EMOJI] [TEXT]",
		does: "Show what you are about; alone, it takes it away",
		async run(workspace, rest) {
			const line = rest.replace(/\s+/g, " ").trim();
			if (line === "") {
				await workspace.client.setProfile({ status: null });
				return workspace.say("You show no status now");
			}
			const { emoji, rest: text } = (await readEmoji(line)) ?? { emoji: NO_EMOJI, rest: line };
			await workspace.client.setProfile({ status: { emoji, text } });
			workspace.say(`You show ${emoji} ${text}`.trimEnd());
		},
	},
];
