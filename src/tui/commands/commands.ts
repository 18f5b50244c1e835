import { signal } from "@preact/signals-core";
import type { Workspace } from "../workspace.ts";
import { refuse, type SlashCommand } from "./command.ts";
import { directCommands } from "./direct.ts";
import { listCommands } from "./lists.ts";
import { markCommands } from "./marks.ts";
import { messageCommands } from "./messages.ts";
import { moderationCommands } from "./moderation.ts";
import { peopleCommands } from "./people.ts";
import { roomSettingCommands } from "./room-settings.ts";
import { roomCommands } from "./rooms.ts";
import { threadCommands } from "./threads.ts";
import { uploadCommands } from "./upload.ts";

export const COMMANDS: readonly SlashCommand[] = [
	...listCommands,
	...roomCommands,
	...directCommands,
	...threadCommands,
	...messageCommands,
	...markCommands,
	...uploadCommands,
	...peopleCommands,
	...roomSettingCommands,
	...moderationCommands,
	{
		name: "help",
		takes: "",
		does: "Keys and commands",
		run(workspace) {
			workspace.panel.value = { kind: "help", top: signal(0) };
		},
	},
	{ name: "quit", takes: "", does: "Leave; <EXIT> does too", run: (workspace) => workspace.options.leave() },
];

/** Throws ParlourError with what to show. */
export async function runCommand(workspace: Workspace, name: string, rest: string): Promise<void> {
	const command = COMMANDS.find((command) => command.name === name);
	if (!command) refuse(`No command is called /${name}: /help lists them, // sends it as text`);
	await command.run(workspace, rest);
}
