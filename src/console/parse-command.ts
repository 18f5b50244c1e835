import type { Command } from "./commands/command.ts";

export interface ParsedCommand {
	command: Command;
	argument: string;
}

export function namesOf(command: Command): string[] {
	return [command.name, ...(command.aliases ?? [])];
}

/** What stands behind the name, or null where the line does not begin with it. */
export function argumentBehind(name: string, line: string): string | null {
	const words = name.replace(/[?]/g, "\\?").replace(/ /g, "\\s+");
	const match = new RegExp(`^\\s*${words}(?:\\s+(.*))?$`, "is").exec(line);
	return match && (match[1] ?? "");
}

/** Null for what is no command; one that takes nothing is none where something follows it. */
export function parseCommand(commands: readonly Command[], line: string): ParsedCommand | null {
	for (const command of commands) {
		for (const name of namesOf(command)) {
			const argument = argumentBehind(name, line)?.trim();
			if (argument !== undefined && (command.argument || argument === "")) return { command, argument };
		}
	}
	return null;
}
