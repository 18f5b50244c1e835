import { signal } from "@preact/signals-core";
import { showPeople } from "../commands/people.ts";
import type { Input, KeyPress } from "../editor/keys.ts";
import { openInbox } from "../inbox.ts";
import { openJump } from "../jump.ts";
import { openSearch } from "../open-search.ts";
import type { Workspace } from "../workspace.ts";
import { chooseKey } from "./choose-keys.ts";
import { composerKey } from "./composer-keys.ts";
import { panelKey, panelPaste } from "./panel-keys.ts";

const TWICE_WITHIN_MS = 2000;

export function handle(workspace: Workspace, input: Input): void {
	if (input.kind === "paste") {
		if (!panelPaste(workspace, input.text)) workspace.composer.paste(input.text);
		return;
	}
	const { key } = input;
	if (key.ctrl && key.name === "text" && controlKey(workspace, key.text)) return;
	if (panelKey(workspace, key)) return;
	if (workspace.panel.peek().kind === "none" && chooseKey(workspace, key)) return;
	if (viewKey(workspace, key)) return;
	if (workspace.panel.peek().kind !== "none") return;
	composerKey(workspace, key);
}

/** The keys that work wherever one is. */
function controlKey(workspace: Workspace, letter: string): boolean {
	switch (letter) {
		case "c":
			interrupt(workspace);
			return true;
		case "d":
			if (workspace.composer.state.peek().text !== "" || workspace.panel.peek().kind !== "none") return false;
			workspace.options.leave();
			return true;
		case "k":
			return toggle(workspace, () => openJump(workspace));
		case "f":
			return toggle(workspace, () => openSearch(workspace));
		case "n":
			return toggle(workspace, () => openInbox(workspace));
		case "p":
			return toggle(workspace, () => showPeople(workspace));
		case "b":
			workspace.roomsWanted.value = workspace.sizes.peek().roomsColumns === 0;
			return true;
		default:
			return false;
	}
}

function toggle(workspace: Workspace, open: () => void): true {
	workspace.close();
	workspace.forgetFailure();
	void workspace.attempt(open);
	return true;
}

function interrupt(workspace: Workspace): void {
	const { composer, panel } = workspace;
	if (panel.peek().kind !== "none") return workspace.close();
	if (composer.editing.peek()) return composer.stopEditing();
	if (composer.state.peek().text !== "") return composer.clear();
	if (Date.now() - workspace.interruptedAt < TWICE_WITHIN_MS) return workspace.options.leave();
	workspace.interruptedAt = Date.now();
	workspace.say("Ctrl C once more leaves");
}

/** The keys that move about: rooms, and the log. */
function viewKey(workspace: Workspace, key: KeyPress): boolean {
	const log = workspace.log.peek();
	const { composer } = workspace;
	const empty = composer.state.peek().text === "";
	if (key.alt && (key.name === "up" || key.name === "down")) workspace.step(key.name === "up" ? -1 : 1);
	else if (key.name === "pageUp") log?.page(-1);
	else if (key.name === "pageDown") log?.page(1);
	else if (key.shift && (key.name === "up" || key.name === "down")) log?.scroll(key.name === "up" ? -1 : 1);
	else if (key.name === "home" && empty) log?.toOldest();
	else if (key.name === "end" && empty) workspace.place.toNewest();
	else if (key.name === "escape") goBack(workspace);
	else if (key.text === "?" && !key.ctrl && !key.alt && empty && workspace.panel.peek().kind === "none") {
		workspace.panel.value = { kind: "help", top: signal(0) };
	} else return false;
	return true;
}

function goBack(workspace: Workspace): void {
	const { composer, log: current, notice, place } = workspace;
	const log = current.peek();
	if (composer.completing.peek()) composer.set(composer.completing.peek()?.before ?? composer.state.peek());
	else if (composer.undoPaste()) return;
	else if (composer.editing.peek()) composer.stopEditing();
	else if (log && log.chosen.peek() !== null) log.chosen.value = null;
	else {
		const said = notice.peek() !== null;
		if (said) notice.value = null;
		if (!place.back() && !said) log?.toNewest();
	}
}
