import { withoutSign } from "../../client/slash-command.ts";
import type { Notify } from "../../protocol/entities.ts";
import { callOf } from "../room-sign.ts";
import { currentRoom, refuse, type SlashCommand } from "./command.ts";

const LEVELS: Record<Notify, string> = {
	all: "You are told of every message here",
	mentions: "You are told of mentions here, and of nothing else",
	none: "You are told of nothing here",
};

function isLevel(word: string): word is Notify {
	return Object.hasOwn(LEVELS, word);
}

export const roomSettingCommands: readonly SlashCommand[] = [
	{
		name: "topic",
		takes: "[TEXT]",
		does: "Set this room's topic; show it without TEXT, remove it with -",
		async run(workspace, rest) {
			const room = currentRoom(workspace);
			const topic = rest.trim();
			if (topic === "") return workspace.say(`Topic: ${room.info.peek().topic || "none"}`);
			await workspace.client.setTopic(room.id, topic === "-" ? "" : topic);
		},
	},
	{
		name: "rename",
		takes: "NAME",
		does: "Give this room another name",
		async run(workspace, rest) {
			const name = withoutSign(rest);
			if (name === "") refuse("What is it to be called? /rename NAME");
			await workspace.client.rename(currentRoom(workspace).id, name);
		},
	},
	{
		name: "archive",
		takes: "",
		does: "Close this room, to be read only; or bring it back",
		run(workspace) {
			const { client } = workspace;
			const room = currentRoom(workspace);
			const { archived } = room.info.peek();
			const set = () => void workspace.attempt(() => client.archive(room.id, !archived));
			if (archived) return set();
			workspace.panel.value = { kind: "confirm", question: `Archive ${callOf(room)}? y/n`, yes: set };
		},
	},
	{
		name: "notify",
		takes: "all|mentions|none",
		does: "What of this room you are told",
		async run(workspace, rest) {
			const room = currentRoom(workspace);
			const level = rest.trim().toLowerCase();
			if (level === "") return workspace.say(LEVELS[room.notify.peek()]);
			if (!isLevel(level)) refuse("Which of them? /notify all, /notify mentions or /notify none");
			await workspace.client.setNotify(room.id, level);
			workspace.say(LEVELS[level]);
		},
	},
];
