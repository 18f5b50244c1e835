import { CommandError } from "./commands/command-error.ts";
import { serve } from "./commands/serve/serve.ts";
import { VERSION } from "./version.ts";

const HELP = `Parlour ${VERSION}: group chat that you host yourself

  parlour serve [HOST] [PORT]   start the server (127.0.0.1 8080)
  parlour --version

Each has its own help: parlour serve --help`;

async function main([command, ...args]: string[]): Promise<number> {
	if (command === "serve") return serve(args);
	if (command === "--version" || command === "-v") {
		console.log(VERSION);
		return 0;
	}
	if (command === undefined || command === "--help" || command === "-h" || command === "help") {
		console.log(HELP);
		return 0;
	}
	throw new CommandError(`Unknown command ${command}. See: parlour --help`);
}

try {
	process.exit(await main(process.argv.slice(2)));
} catch (cause) {
	if (!(cause instanceof CommandError)) throw cause;
	console.error(`parlour: ${cause.message}`);
	process.exit(1);
}
