import type { Room } from "../../../protocol/entities.ts";
import { parseRule, type RuleChange } from "../../../protocol/rule.ts";
import type { Outgoing } from "../outgoing.ts";
import { isMaskKind, lettersFor } from "./channel-modes.ts";
import { toIrcMask } from "./name-mask.ts";

/** In the place of a key that is told to nobody. */
export const HIDDEN_KEY = "*";
/** What the parameters of one MODE may have together, so that it is a line. */
const PARAMS_BYTES = 300;

/** The parameters of MODE, after the channel, that tell of a rule's change; empty where it is none that IRC knows. */
export function modeParams(body: string): string[] {
	const change = parseRule(body);
	if (!change) return [];
	const param = paramOf(change);
	return [`${change.on ? "+" : "-"}${lettersFor(change.rule)}`, ...(param === null ? [] : [param])];
}

function paramOf({ rule, on, value = "" }: RuleChange): string | null {
	if (rule === "key") return HIDDEN_KEY;
	if (rule === "limit") return on ? value : null;
	if (isMaskKind(rule)) return toIrcMask(value);
	return rule === "moderator" || rule === "speaker" ? value : null;
}

/** RPL_CHANNELMODEIS's parameters after the channel. `key` is null for those who may not know it. */
export function modesOf(room: Room, key: string | null): string[] {
	const isPrivate = room.visibility !== "public";
	const params: string[] = [];
	let letters = isPrivate ? "i" : "";
	if (room.keyed) {
		letters += "k";
		params.push(key ?? HIDDEN_KEY);
	}
	if (room.maxMembers !== undefined) {
		letters += "l";
		params.push(String(room.maxMembers));
	}
	// In an archived room nobody speaks.
	if (room.announcement || room.archived) letters += "m";
	letters += "n";
	if (isPrivate) letters += "s";
	if (room.lockedTopic) letters += "t";
	return [`+${letters}`, ...params];
}

/** One line of MODE for what several lines tell of the same channel, as long as it is no longer than a line may be. */
export function mergedModes(lines: readonly Outgoing[]): Outgoing[] {
	const merged: Outgoing[] = [];
	for (const line of lines) {
		const [channel = "", modes = "", ...params] = line.params;
		const index = merged.findLastIndex(({ command, params }) => command === "MODE" && params[0] === channel);
		const last = merged[index];
		if (
			line.command !== "MODE" ||
			!last ||
			last.source !== line.source ||
			bytesOf([...last.params, ...params]) > PARAMS_BYTES
		) {
			merged.push(line);
			continue;
		}
		const [, before = "", ...paramsBefore] = last.params;
		merged[index] = { ...last, params: [channel, joined(before, modes), ...paramsBefore, ...params] };
	}
	return merged;
}

function bytesOf(params: readonly string[]): number {
	return params.reduce((bytes, param) => bytes + Buffer.byteLength(param) + 1, 0);
}

/** `+o` and `+v` are `+ov`. */
function joined(before: string, modes: string): string {
	const sign = Math.max(before.lastIndexOf("+"), before.lastIndexOf("-"));
	return before[sign] === modes[0] ? before + modes.slice(1) : before + modes;
}
