import type { Client } from "../../client/client.ts";
import { mayModerate } from "../../client/moderation.ts";
import type { Room } from "../../client/room.ts";
import type { Room as RoomInfo, User } from "../../protocol/entities.ts";
import { runsServer } from "../../protocol/moderation.ts";
import type { Rule } from "../../protocol/rule.ts";
import { openOverlay } from "../parts/overlay.ts";
import { RemovePerson } from "./remove-person.tsx";
import { standingIn } from "./standing.ts";

export interface PersonAction {
	says: string;
	danger?: boolean;
	/** It opens a dialog, which asks. */
	asks?: boolean;
	run(): Promise<unknown>;
}

/** What a moderator may do about somebody in this room; nothing for everybody else. */
export function personActions(client: Client, room: Room, user: User): PersonAction[] {
	const info = room.info.value;
	const me = client.me.value;
	if (!me || info.visibility === "direct" || info.archived || !mayModerate(me, info)) return [];
	const standing = standingIn(info, user.id);
	const own = user.id === me.id;
	const set = (rule: Rule, on: boolean, says: string): PersonAction => ({
		says,
		run: () => client.setRule(room.id, { rule, on, value: user.name }),
	});
	const actions: PersonAction[] = [];
	if (info.moderators?.includes(user.id)) {
		actions.push(set("moderator", false, own ? "Step down as moderator" : "No longer a moderator"));
	} else if (standing !== "moderator" && !own && !info.lobby) {
		actions.push(set("moderator", true, "Make a moderator"));
	}
	if (info.speakers?.includes(user.id)) actions.push(set("speaker", false, "No longer allow to post"));
	else if (info.announcement && standing === null && !own) actions.push(set("speaker", true, "Allow to post"));
	// Nobody but the server's admins takes a room from who made it.
	const kept = own || (user.id === info.creator && !runsServer(me));
	if (!kept) {
		actions.push({
			says: staysIn(info, user) ? "Ban from posting" : `Remove from #${info.name}`,
			danger: true,
			asks: true,
			run: async () => askToRemove(client, room, user),
		});
	}
	return actions;
}

/** Everybody is in the lobby, but for guests, who can be sent away. */
function staysIn(info: RoomInfo, user: User): boolean {
	return info.lobby === true && !user.guest;
}

export function askToRemove(client: Client, room: Room, user: User, reason = ""): void {
	const asked = { client, room, user, reason, stays: staysIn(room.info.peek(), user) };
	openOverlay((close) => <RemovePerson {...asked} onClose={close} />);
}
