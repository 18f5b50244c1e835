import { signal } from "@preact/signals-core";
import type { Workspace } from "../workspace.ts";
import { refuse, type SlashCommand } from "./command.ts";
import { messageCommands } from "./messages.ts";
import { showPeople } from "./people.ts";
import { roomCommands } from "./rooms.ts";

export const COMMANDS: readonly SlashCommand[] = [
	...roomCommands,
	...messageCommands,
	{ name: "who", takes: "", does: "Who is in this room", run: showPeople },
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

/** Runs a line that begins with a slash. Throws ParlourError with what to show. */
export async function runCommand(workspace: Workspace, line: string): Promise<void> {
	const [, name = "", rest = ""] = /^\/(\S*)\s*([\s\S]*)$/.exec(line) ?? [];
	const command = COMMANDS.find((command) => command.name === name.toLowerCase());
	if (!command) refuse(`No command is called /${name}: /help lists them, and // at the begin sends it as text`);
	await command.run(workspace, rest);
}
