import { splitName, withoutSign } from "../../client/slash-command.ts";
import type { Profile } from "../../protocol/entities.ts";
import type { RuleChange } from "../../protocol/rule.ts";
import { showRules } from "../lists/rule-list.ts";
import { callOf } from "../room-sign.ts";
import type { Workspace } from "../workspace.ts";
import { currentRoom, refuse, type SlashCommand } from "./command.ts";

/** Somebody of the room that is open, by a name that may be typed in any case. */
async function memberOf(workspace: Workspace, name: string): Promise<Profile> {
	const { client } = workspace;
	const room = currentRoom(workspace);
	if (room.members.peek() === null) await client.loadMembers(room);
	const wanted = name.toLowerCase();
	const found = room.members.peek()?.find((member) => member.name.toLowerCase() === wanted);
	return found ?? refuse(`Nobody named ${name} is in ${callOf(room)}`);
}

async function remove(workspace: Workspace, rest: string): Promise<void> {
	const { client } = workspace;
	const { name, rest: why } = splitName(rest);
	if (name === "") refuse("Whom? /remove NAME, and why, if you like");
	const room = currentRoom(workspace);
	const member = await memberOf(workspace, name);
	const reason = why.trim() === "" ? [] : [why.trim()];
	workspace.panel.value = {
		kind: "confirm",
		question: `Remove ${member.name} from ${callOf(room)}? y/n`,
		yes: () => void workspace.attempt(() => client.remove(room.id, member.name, ...reason)),
	};
}

function banCommand(name: "ban" | "unban", does: string): SlashCommand {
	const on = name === "ban";
	return {
		name,
		takes: "NAME",
		does,
		async run(workspace, rest) {
			const value = withoutSign(rest);
			if (value === "") refuse(`Whom? /${name} NAME`);
			await workspace.client.setRule(currentRoom(workspace).id, { rule: "ban", on, value });
			workspace.say(
				on ? `${value} can neither join nor post here; /remove ends a stay` : `${value} is not banned here`,
			);
		},
	};
}

/** Said of one who is it already, it is taken away. */
function officeCommand(rule: "moderator" | "speaker", does: string): SlashCommand {
	return {
		name: rule,
		takes: "NAME",
		does,
		async run(workspace, rest) {
			const name = withoutSign(rest);
			if (name === "") refuse(`Whom? /${rule} NAME`);
			const room = currentRoom(workspace);
			const member = await memberOf(workspace, name);
			const on = !room.info.peek()[`${rule}s`]?.includes(member.id);
			await workspace.client.setRule(room.id, { rule, on, value: member.name });
		},
	};
}

const USAGE = "/rules announcement, private or topic: on or off; /rules limit NUMBER or off; /rules key WORD or off";

function readRule(text: string): RuleChange {
	const [name = "", value = "", ...more] = text.trim().split(/\s+/);
	const off = value.toLowerCase() === "off";
	const said = off || value.toLowerCase() === "on";
	if (more.length > 0 || value === "") refuse(USAGE);
	switch (name.toLowerCase()) {
		case "announcement":
		case "private":
			return said ? { rule: name.toLowerCase() === "private" ? "private" : "announcement", on: !off } : refuse(USAGE);
		case "topic":
			return said ? { rule: "locked-topic", on: !off } : refuse(USAGE);
		case "limit":
			return off ? { rule: "limit", on: false } : { rule: "limit", on: true, value };
		case "key":
			return off ? { rule: "key", on: false } : { rule: "key", on: true, value };
		default:
			return refuse(USAGE);
	}
}

/** For who moderates the room that is open. */
export const moderationCommands: readonly SlashCommand[] = [
	{
		name: "rules",
		takes: "[RULE on|off]",
		does: "Who may join and post here; RULE is announcement, private, topic, limit NUMBER or key WORD",
		async run(workspace, rest) {
			if (rest.trim() === "") return showRules(workspace);
			await workspace.client.setRule(currentRoom(workspace).id, readRule(rest));
		},
	},
	{ name: "remove", takes: "NAME [WHY]", does: "Take somebody out of this room, after a question", run: remove },
	banCommand("ban", "Let nobody of this name join or post here; * stands for any letters"),
	banCommand("unban", "Lift a ban"),
	officeCommand("moderator", "Make a member a moderator of this room, or no longer"),
	officeCommand("speaker", "Let a member post where only moderators do, or no longer"),
];
