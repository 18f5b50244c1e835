import type { Message, Room as RoomInfo } from "./entities.ts";
import { parseRule, type RuleChange } from "./rule.ts";
import { removedName } from "./rule-text.ts";

type IdOf = (name: string) => number | undefined;

/** What an event of the log makes of the room. Null where that takes the id of somebody who is not known. */
export function withEvent(info: RoomInfo, { event, body, author }: Message, idOf: IdOf): RoomInfo | null {
	switch (event) {
		case "topic":
			return { ...info, topic: body };
		case "renamed":
			return { ...info, name: body };
		case "archived":
			return { ...info, archived: true };
		case "unarchived":
			return without(info, "archived");
		case "left":
			return withoutOffices(info, author?.id);
		case "removed":
			return withoutOffices(info, idOf(removedName(body).name));
		case "rule": {
			const change = parseRule(body);
			return change && withRule(info, change, idOf);
		}
		default:
			return info;
	}
}

type Optional = "archived" | "announcement" | "lockedTopic" | "maxMembers" | "keyed" | "moderators" | "speakers";

function without(info: RoomInfo, key: Optional): RoomInfo {
	const rest = { ...info };
	delete rest[key];
	return rest;
}

function withRule(info: RoomInfo, { rule, on, value }: RuleChange, idOf: IdOf): RoomInfo | null {
	switch (rule) {
		case "announcement":
			return on ? { ...info, announcement: true } : without(info, "announcement");
		case "locked-topic":
			return on ? { ...info, lockedTopic: true } : without(info, "lockedTopic");
		case "private":
			return { ...info, visibility: on ? "private" : "public" };
		case "limit":
			return on ? { ...info, maxMembers: Number(value) } : without(info, "maxMembers");
		case "key":
			return on ? { ...info, keyed: true } : without(info, "keyed");
		case "moderator":
			return withOffice(info, "moderators", on, idOf(value ?? ""));
		case "speaker":
			return withOffice(info, "speakers", on, idOf(value ?? ""));
		default:
			return info;
	}
}

function withOffice(
	info: RoomInfo,
	office: "moderators" | "speakers",
	on: boolean,
	id: number | undefined,
): RoomInfo | null {
	if (id === undefined) return null;
	const others = (info[office] ?? []).filter((user) => user !== id);
	const users = on ? [...others, id] : others;
	return users.length > 0 ? { ...info, [office]: users } : without(info, office);
}

/** Who is no longer in the room is nothing in it. */
function withoutOffices(info: RoomInfo, id: number | undefined): RoomInfo | null {
	if (!info.moderators && !info.speakers) return info;
	const rest = withOffice(info, "moderators", false, id);
	return rest && withOffice(rest, "speakers", false, id);
}
