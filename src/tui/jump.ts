import { computed, effect, signal } from "@preact/signals-core";
import type { Room } from "../client/room.ts";
import type { ListedRoom, Profile } from "../protocol/entities.ts";
import { enter } from "./commands/rooms.ts";
import { personWords } from "./person-words.ts";
import { Picker } from "./picker.ts";
import { othersIn, signOf } from "./room-sign.ts";
import type { Workspace } from "./workspace.ts";

/** Where one may jump to: one's own rooms, and by their names all people and the rooms that one could join. */
type Goal = { kind: "room"; room: Room } | { kind: "person"; person: Profile } | { kind: "public"; listed: ListedRoom };

const QUIET_MS = 150;

export function openJump(workspace: Workspace): void {
	const { client } = workspace;
	const found = signal<readonly Profile[]>([]);
	const directory = signal<readonly ListedRoom[]>([]);
	const items = computed((): Goal[] => {
		const rooms = workspace.rooms.value.map((room): Goal => ({ kind: "room", room }));
		if (typed(picker) === "") return rooms;
		const known = new Set(workspace.rooms.value.flatMap((room) => soleOther(workspace, room) ?? []));
		known.add(client.me.value?.id ?? 0);
		// Guests talk to nobody in private.
		const people = found.value
			.filter(({ id, guest }) => !guest && !known.has(id))
			.map((person): Goal => ({ kind: "person", person }));
		const others = directory.value
			.filter(({ id, archived }) => !archived && !client.rooms.value.has(id))
			.map((listed): Goal => ({ kind: "public", listed }));
		return [...rooms, ...people, ...others];
	});
	const picker: Picker<Goal> = new Picker<Goal>({
		title: "Jump to a room or a person",
		prompt: "Jump:",
		nothing: "No room and nobody of that name is here. /create NAME makes a room",
		items,
		words: wordsOf,
		sign: (goal) => `${goalSign(goal, workspace)} `,
		details: detailsOf,
		choose: (goal) => void workspace.attempt(() => go(workspace, goal)),
		stop: () => stopLooking(),
	});
	// Without the list of rooms, or of people, the others are still here.
	void client.directory().then(
		(listed) => (directory.value = listed),
		() => undefined,
	);
	let timer: ReturnType<typeof setTimeout> | undefined;
	const stopWatching = effect(() => {
		const wanted = typed(picker);
		clearTimeout(timer);
		if (wanted === "") return;
		timer = setTimeout(() => {
			void client.people.find(wanted).then(
				(people) => {
					if (typed(picker) === wanted) found.value = people;
				},
				() => undefined,
			);
		}, QUIET_MS);
	});
	const stopLooking = () => {
		stopWatching();
		clearTimeout(timer);
	};
	workspace.panel.value = { kind: "pick", picker };
}

function typed({ filter }: Picker<Goal>): string {
	return filter.value.text.trim().replace(/^[#@]/, "");
}

function soleOther({ client }: Workspace, room: Room): number | undefined {
	const others = room.info.value.visibility === "direct" ? othersIn(room, client) : [];
	return others.length === 1 ? others[0]?.id : undefined;
}

function wordsOf(goal: Goal): string {
	switch (goal.kind) {
		case "room":
			return goal.room.title.value;
		case "person":
			return personWords(goal.person);
		case "public":
			return goal.listed.name;
	}
}

function goalSign(goal: Goal, { client }: Workspace): string {
	if (goal.kind === "room") return signOf(goal.room, client);
	if (goal.kind === "public") return "#";
	return client.online.value.has(goal.person.id) ? "●" : "○";
}

function detailsOf(goal: Goal): string {
	if (goal.kind === "person") return "write directly";
	if (goal.kind === "public") return ["not joined yet", goal.listed.topic].filter(Boolean).join(" · ");
	const { unread, mentions, info } = goal.room;
	const { topic, archived } = info.value;
	const named = mentions.value > 0 ? `@${mentions.value}` : "";
	const count = unread.value > 0 ? `${unread.value} unread` : "";
	return [archived ? "archived" : "", named, count, topic].filter(Boolean).join(" · ");
}

async function go(workspace: Workspace, goal: Goal): Promise<void> {
	const { client } = workspace;
	if (goal.kind === "room") return workspace.show(goal.room);
	if (goal.kind === "public") return enter(workspace, goal.listed);
	workspace.show(await client.openDirect([goal.person.name]));
}
