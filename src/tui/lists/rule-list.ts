import { computed, signal } from "@preact/signals-core";
import { formatDay } from "../../client/dates.ts";
import { mayModerate } from "../../client/moderation.ts";
import type { Room } from "../../client/room.ts";
import type { Mask } from "../../protocol/entities.ts";
import type { MaskKind, RuleChange } from "../../protocol/rule.ts";
import { currentRoom, refuse } from "../commands/command.ts";
import { List } from "../list.ts";
import { callOf } from "../room-sign.ts";
import { span } from "../text/line.ts";
import type { Workspace } from "../workspace.ts";
import { titleLine } from "./placed-lines.ts";

/** A rule that holds, and what takes it away; nothing does of who made the room. */
interface RuleLine {
	words: string;
	details: string;
	undo: RuleChange | null;
}

const MASKS: Record<MaskKind, string> = {
	ban: "Banned",
	exception: "Never banned",
	invitation: "May join uninvited",
};

/** What holds in the room that is open. */
export function showRules(workspace: Workspace): void {
	const { client, theme } = workspace;
	const room = currentRoom(workspace);
	if (room.info.peek().visibility === "direct") refuse("Direct messages have no rules");
	const masks = signal<readonly Mask[] | null>(null);
	const load = () => {
		client.masks(room.id).then((loaded) => (masks.value = loaded), workspace.fail.bind(workspace));
	};
	load();
	const stop = client.onNew((of, { event }) => {
		if (of === room && event === "rule") load();
	});
	const me = client.me.peek();
	const may = me !== null && mayModerate(me, room.info.peek());
	const undo = ({ undo: change }: RuleLine) => {
		if (change) void workspace.attempt(() => client.setRule(room.id, change));
	};
	const list = new List<RuleLine>({
		title: `Rules of ${callOf(room)}`,
		hint: may ? "↑ ↓ choose · x takes it away · Esc closes" : "↑ ↓ choose · Esc closes",
		nothing: may
			? "Anybody joins and posts. /rules announcement on, or another one, sets a rule"
			: "Anybody joins and posts",
		items: computed(() => masks.value && [...ruleLines(workspace, room), ...maskLines(workspace, masks.value)]),
		keyOf: ({ words }) => words,
		linesOf: ({ words, details }, columns) => [titleLine([span(words)], details, columns, theme.faint)],
		choose: () => workspace.close(),
		letters: may ? [{ letter: "x", act: undo }] : [],
		stop,
	});
	workspace.panel.value = { kind: "list", list };
}

function ruleLines({ client }: Workspace, room: Room): RuleLine[] {
	const info = room.info.value;
	const lines: RuleLine[] = [];
	const flag = (holds: unknown, words: string, rule: RuleChange["rule"]) => {
		if (holds) lines.push({ words, details: "", undo: { rule, on: false } });
	};
	flag(info.announcement, "Only moderators post, and whom they allow to", "announcement");
	flag(info.visibility === "private", "Private: joined by invitation alone", "private");
	flag(info.lockedTopic, "Only moderators change the topic", "locked-topic");
	flag(info.maxMembers !== undefined, `No more than ${info.maxMembers} members`, "limit");
	flag(info.keyed, "Joining takes a key", "key");
	const named = (ids: readonly number[], words: string, rule: "moderator" | "speaker") => {
		for (const id of ids) {
			const person = client.people.profile(id);
			if (!person) continue;
			const made = rule === "moderator" && id === info.creator;
			const change: RuleChange = { rule, on: false, value: person.name };
			lines.push({
				words: `${words}: ${client.people.nameOf(person)}`,
				details: made ? "made this room" : "",
				undo: made ? null : change,
			});
		}
	};
	const creator = info.creator === undefined ? [] : [info.creator];
	named([...new Set([...creator, ...(info.moderators ?? [])])], "Moderator", "moderator");
	named(info.speakers ?? [], "May post", "speaker");
	return lines;
}

function maskLines({ client, now }: Workspace, masks: readonly Mask[]): RuleLine[] {
	return masks.map(({ kind, mask, by, at }) => ({
		words: `${MASKS[kind]}: ${mask}`,
		details: [by ? `by ${client.people.nameOf(by)}` : "", formatDay(at, now.value)].filter(Boolean).join(" · "),
		undo: { rule: kind, on: false, value: mask },
	}));
}
