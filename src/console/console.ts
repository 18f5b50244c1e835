import type { Core } from "../core/core.ts";
import type { Log } from "../core/log.ts";
import { ParlourError } from "../protocol/errors.ts";
import type { CommandContext } from "./commands/command.ts";
import { COMMANDS } from "./commands/commands.ts";
import { complete } from "./complete.ts";
import { type ParsedCommand, parseCommand } from "./parse-command.ts";
import { openPlainTerminal } from "./plain-terminal.ts";
import { oneLine, printable } from "./printable.ts";
import type { Streams } from "./terminal.ts";
import { openTtyTerminal } from "./tty-terminal.ts";

const PROMPT = "parlour> ";

export interface ConsoleOptions extends Streams {
	/** A person sits there, who can be asked and shown a prompt. */
	isTerminal: boolean;
	log: Log;
	/** Where people reach the web gateway, as in `http://chat.example:8080`. */
	baseUrl: string;
	/** The host wants the server to stop; may be called again, by an impatient one. */
	requestStop(): void;
}

export interface HostConsole {
	/** Shows the host something; what is being typed stays. */
	print(line: string): void;
	/** Takes no more commands and gives the terminal back. */
	stop(): void;
}

/** The host's own terminal: one command after another. The end of the input ends the console, never the server. */
export function startConsole(core: Core, options: ConsoleOptions): HostConsole {
	const { input, output, log, baseUrl } = options;
	const isTerminal = options.isTerminal && input !== null;
	let stopping = false;

	function requestStop(): void {
		stopping = true;
		options.requestStop();
	}

	const terminal = isTerminal
		? openTtyTerminal({
				input,
				output,
				complete: (line) => complete(core, COMMANDS, line),
				onInterrupt: requestStop,
				onEnd: () => print("The console is closed; the server goes on. Ctrl-C stops it"),
			})
		: openPlainTerminal({ input, output });

	function print(text: string): void {
		terminal.print(printable(text));
	}

	const context: CommandContext = {
		core,
		log,
		commands: COMMANDS,
		baseUrl,
		isTerminal,
		print,
		ask: (question) => terminal.read(question, "answer"),
		requestStop,
	};

	async function runLine(line: string): Promise<void> {
		if (line.trim() === "") return;
		const parsed = parseCommand(COMMANDS, line);
		if (!parsed) {
			// What was typed may be anything, a password for instance.
			log.info("console command", { command: "unknown" });
			print("Unknown Command");
			print("Type help for the list of commands");
			return;
		}
		await runCommand(parsed);
	}

	async function runCommand({ command, argument }: ParsedCommand): Promise<void> {
		if (command.argument && !command.argument.optional && argument === "") return print(`Usage: ${command.usage}`);
		log.info("console command", { command: command.name, ...command.logged?.(argument) });
		try {
			await command.run(context, argument);
		} catch (cause) {
			if (cause instanceof ParlourError) return print(oneLine(cause.message));
			log.error("console command failed", { command: command.name, cause: describe(cause) });
			print("Internal error, see the log");
		}
	}

	async function loop(): Promise<void> {
		while (!stopping) {
			const line = await terminal.read(PROMPT, "command");
			if (line === null || stopping) return;
			await runLine(line);
		}
	}

	loop().catch((cause: unknown) => log.error("console failed", { cause: describe(cause) }));
	return {
		print,
		stop() {
			stopping = true;
			terminal.close();
		},
	};
}

function describe(cause: unknown): string {
	return cause instanceof Error ? (cause.stack ?? String(cause)) : String(cause);
}
