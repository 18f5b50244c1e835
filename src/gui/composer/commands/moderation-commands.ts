import { mayModerate } from "../../../client/moderation.ts";
import type { Room } from "../../../client/room.ts";
import { splitName, withoutSign } from "../../../client/slash-command.ts";
import type { Profile } from "../../../protocol/entities.ts";
import { askToRemove } from "../../moderation/person-actions.tsx";
import { dialog } from "../../view.ts";
import type { ComposerModel } from "../composer-model.ts";
import { refuse, type SlashCommand } from "./command.ts";

/** Somebody of this room, by a name that may be typed in any case. */
async function memberOf({ client, room }: ComposerModel, name: string): Promise<Profile> {
	if (room.members.peek() === null) await client.loadMembers(room);
	const wanted = name.toLowerCase();
	const found = room.members.peek()?.find((member) => member.name.toLowerCase() === wanted);
	return found ?? refuse(`Nobody named ${name} is in this room`);
}

function requireModerator({ client, room }: ComposerModel): void {
	const me = client.me.peek();
	if (!me || !mayModerate(me, room.info.peek())) refuse("Only this room's moderators may do that");
}

function isNamed(office: "moderators" | "speakers", room: Room, user: number): boolean {
	return room.info.peek()[office]?.includes(user) ?? false;
}

function officeCommand(name: string, rule: "moderator" | "speaker", does: string): SlashCommand {
	return {
		name,
		takes: "NAME",
		does,
		async run(model, rest) {
			const { client, room } = model;
			const typed = withoutSign(rest);
			if (typed === "") refuse(`Who? /${name} NAME`);
			const member = await memberOf(model, typed);
			const on = !isNamed(`${rule}s`, room, member.id);
			await client.setRule(room.id, { rule, on, value: member.name });
		},
	};
}

/** For moderators of the room. */
export const moderationCommands: readonly SlashCommand[] = [
	{
		name: "rules",
		takes: "",
		does: "Room settings: who may join and post here",
		run(model) {
			requireModerator(model);
			dialog.value = "rules";
		},
	},
	{
		name: "remove",
		takes: "NAME REASON",
		does: "Take somebody out of this room; asks first",
		async run(model, rest) {
			requireModerator(model);
			const { name, rest: reason } = splitName(rest);
			if (name === "") refuse("Who? /remove NAME");
			askToRemove(model.client, model.room, await memberOf(model, name), reason);
		},
	},
	{
		name: "ban",
		takes: "NAME",
		does: "Let nobody of this name join or post here; * stands for any letters",
		async run({ client, room }, rest) {
			const value = withoutSign(rest);
			if (value === "") refuse("Who? /ban NAME");
			await client.setRule(room.id, { rule: "ban", on: true, value });
			return `${value} can neither join nor post here. /unban ${value} takes it back`;
		},
	},
	{
		name: "unban",
		takes: "NAME",
		does: "Lift a ban",
		async run({ client, room }, rest) {
			const value = withoutSign(rest);
			if (value === "") refuse("Who? /unban NAME");
			await client.setRule(room.id, { rule: "ban", on: false, value });
			return `${value} is not banned here`;
		},
	},
	officeCommand("moderator", "moderator", "Make a member a moderator, or no longer"),
	officeCommand("speaker", "speaker", "Let a member post announcements here, or no longer"),
];
