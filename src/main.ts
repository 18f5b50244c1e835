import { CommandError } from "./commands/command-error.ts";
import { COMMANDS } from "./commands/commands.ts";
import { VERSION } from "./version.ts";

function help(): string {
	const rows = COMMANDS.map(({ name, usage, summary }) => `  ${`parlour ${name} ${usage}`.padEnd(38)} ${summary}`);
	return [
		`Parlour ${VERSION}: group chat that you host yourself`,
		"",
		...rows,
		"",
		"Each has its own help: parlour serve --help",
	].join("\n");
}

async function main([name, ...args]: string[]): Promise<number> {
	const command = COMMANDS.find((command) => command.name === name);
	if (command) return command.run(args, COMMANDS);
	if (name === "--version" || name === "-v") console.log(VERSION);
	else if (name === undefined || name === "--help" || name === "-h" || name === "help") console.log(help());
	else throw new CommandError(`Unknown command ${name}. See: parlour --help`);
	return 0;
}

try {
	process.exit(await main(process.argv.slice(2)));
} catch (cause) {
	// Printed here: once a server has begun, what is thrown further out only reaches its log.
	console.error(cause instanceof CommandError ? `parlour: ${cause.message}` : cause);
	process.exit(1);
}
