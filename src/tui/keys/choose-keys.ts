import { runCommand } from "../commands/commands.ts";
import type { KeyPress } from "../editor/keys.ts";
import type { Workspace } from "../workspace.ts";

/** What a letter does with the chosen message. */
const COMMAND_OF: Readonly<Record<string, string>> = {
	t: "thread",
	e: "edit",
	d: "delete",
	p: "pin",
	s: "save",
	u: "unread",
};

/** A key that chooses a message, or does something with the one that is chosen. */
export function chooseKey(workspace: Workspace, key: KeyPress): boolean {
	const { composer, log: current } = workspace;
	const { name, ctrl, alt, shift } = key;
	const isEmpty = composer.state.peek().text === "";
	if (ctrl && !alt && (name === "up" || name === "down")) return step(workspace, name === "up" ? -1 : 1);
	if (name === "tab" && shift && isEmpty) return step(workspace, -1);
	const chosen = current.peek()?.chosen.peek() ?? null;
	if (chosen === null || !isEmpty || ctrl || alt || shift) return false;
	if (name === "up" || name === "down") return step(workspace, name === "up" ? -1 : 1);
	if (name === "enter") return act(workspace, "thread");
	// A slash begins a command about it; other letters would be lost words.
	if (name !== "text" || key.text.startsWith("/")) return false;
	if (key.text === "r") composer.type("/react :");
	const command = COMMAND_OF[key.text];
	return command === undefined || act(workspace, command);
}

function step({ log: current }: Workspace, by: 1 | -1): true {
	const log = current.peek();
	const texts = log?.messages.filter(({ kind }) => kind === "text") ?? [];
	const from = log?.chosen.peek() ?? log?.found.peek()?.seq ?? null;
	const at = texts.findIndex(({ seq }) => seq === from);
	const begun = log?.chosen.peek() !== null;
	const next = at < 0 ? texts.at(-1) : texts[at + (begun ? by : 0)];
	if (!log || !next) return true;
	log.chosen.value = next.seq;
	log.reveal(next.seq);
	return true;
}

function act(workspace: Workspace, command: string): true {
	const log = workspace.log.peek();
	void workspace.attempt(async () => {
		await runCommand(workspace, command, "");
		if (log) log.chosen.value = null;
	});
	return true;
}
