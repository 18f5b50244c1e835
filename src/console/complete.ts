import type { Core } from "../core/core.ts";
import type { Command } from "./commands/command.ts";
import { argumentBehind, namesOf } from "./parse-command.ts";
import { oneLine } from "./printable.ts";

async function candidates(core: Core, command: Command): Promise<string[]> {
	if (command.argument?.is === "user") return [...core.presence.people].map(({ user }) => user.name);
	if (command.argument?.is === "room") {
		const named = (await core.rooms.all()).filter(({ name }) => name !== "");
		return [...named.map(({ name }) => name), "force"];
	}
	return [];
}

/** What the end of the line could become, and that end. */
export async function complete(core: Core, commands: readonly Command[], line: string): Promise<[string[], string]> {
	const startsWith = (start: string) => (name: string) => name.toLowerCase().startsWith(start.toLowerCase());
	for (const command of commands) {
		if (!command.argument) continue;
		// The dot: a name that nothing follows yet, not even a space, is itself still being typed.
		if (!namesOf(command).some((name) => argumentBehind(name, `${line}.`) !== null)) continue;
		const word = /\S*$/.exec(line)?.[0] ?? "";
		const found = await candidates(core, command);
		// A name that could steer the terminal must not get into the line either.
		return [found.filter((name) => startsWith(word)(name) && oneLine(name) === name), word];
	}
	const typed = line.trimStart();
	const names = commands
		.flatMap((command) =>
			(typed.startsWith("<") ? (command.aliases ?? []) : [command.name]).map((name) => ({ command, name })),
		)
		.map(({ command, name }) => (command.argument ? `${name} ` : name));
	return [names.filter(startsWith(typed)), typed];
}
