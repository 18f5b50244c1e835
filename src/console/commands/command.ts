import type { Core } from "../../core/core.ts";
import type { Log, LogFields } from "../../core/log.ts";

export interface CommandContext {
	core: Core;
	log: Log;
	commands: readonly Command[];
	/** Where people reach the web gateway, for links. */
	baseUrl: string;
	isTerminal: boolean;
	print(text: string): void;
	/** Null where the input ends before the answer. */
	ask(question: string): Promise<string | null>;
	requestStop(): void;
}

export interface Command {
	name: string;
	/** The old application's spelling, mostly. Case does not matter, here and in the name. */
	aliases?: readonly string[];
	usage: string;
	help: string;
	/** What may stand behind the name; nothing, where it is left out. */
	argument?: { is: "user" | "room" | "text"; optional?: true };
	/** What of the argument may stand in the log. */
	logged?(argument: string): LogFields;
	/** Throws ParlourError where it cannot be done. */
	run(context: CommandContext, argument: string): Promise<void> | void;
}
