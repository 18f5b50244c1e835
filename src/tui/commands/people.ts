import { computed } from "@preact/signals-core";
import type { Profile } from "../../protocol/entities.ts";
import { readEmoji } from "../editor/read-emoji.ts";
import { formatWhen } from "../lists/placed-lines.ts";
import { personWords, statusWords } from "../person-words.ts";
import { Picker } from "../picker.ts";
import { callOf } from "../room-sign.ts";
import { splitEnd } from "../status-end.ts";
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
		words: (person) => personWords(client.people.profile(person.id) ?? person),
		sign: ({ id }) => (client.online.value.has(id) ? "● " : "○ "),
		details(person) {
			const profile = client.people.profile(person.id) ?? person;
			const { id } = profile;
			const words = statusWords(profile, workspace.now.value);
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

const NO_EMOJI = "💬";

export const peopleCommands: readonly SlashCommand[] = [
	{ name: "who", takes: "", does: "Who is in this room", run: showPeople },
	{
		name: "status",
		takes: "[EMOJI] [TEXT]",
		does: "Show what you are about, for 30m or until 17:30 where that stands at the end; alone, it takes it away",
		async run(workspace, rest) {
			const line = rest.replace(/\s+/g, " ").trim();
			if (line === "") {
				await workspace.client.setProfile({ status: null });
				return workspace.say("You show no status now");
			}
			const { emoji, rest: words } = (await readEmoji(line)) ?? { emoji: NO_EMOJI, rest: line };
			const now = Date.now();
			const { text, until } = splitEnd(words, now);
			await workspace.client.setProfile({ status: { emoji, text, ...(until === undefined ? {} : { until }) } });
			const end = until === undefined ? "" : `until ${formatWhen(until, now)}`;
			workspace.say(["You show", emoji, text, end].filter(Boolean).join(" "));
		},
	},
];
