import type { ComposerModel } from "../composer-model.ts";
import { COMMANDS } from "./commands.ts";

const running = new WeakSet<ComposerModel>();

/** What was typed stays until the command is done; where it is refused, with the reason. */
export async function runCommand(model: ComposerModel, name: string, rest: string): Promise<void> {
	if (running.has(model)) return;
	const command = COMMANDS.find((command) => command.name === name);
	if (!command) {
		const why = name === "" ? "A command has a name" : `No command is called /${name}`;
		return model.tell("problem", `${why}. /help lists them; a second slash before it sends it as text`);
	}
	const typed = model.text.peek();
	running.add(model);
	try {
		const word = await command.run(model, rest);
		// Typed on meanwhile, it is something else.
		if (model.text.peek() === typed) model.clear();
		if (typeof word === "string") model.tell("note", word);
	} catch (cause) {
		model.tell("problem", cause instanceof Error ? cause.message : String(cause));
	} finally {
		running.delete(model);
	}
}
