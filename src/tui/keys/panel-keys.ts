import type { Signal } from "@preact/signals-core";
import type { KeyPress } from "../editor/keys.ts";
import { EMPTY, insert } from "../editor/text-state.ts";
import type { List } from "../list.ts";
import { mostHelpTop } from "../panes/help-lines.ts";
import type { Picker } from "../picker.ts";
import type { Search } from "../search.ts";
import type { Workspace } from "../workspace.ts";
import { edited } from "./edit-keys.ts";

/** A key while something stands over the log. False where the key is not for it. */
export function panelKey(workspace: Workspace, key: KeyPress): boolean {
	const panel = workspace.panel.peek();
	switch (panel.kind) {
		case "none":
			return false;
		case "help":
			return helpKey(workspace, panel.top, key);
		case "confirm":
			workspace.close();
			if (key.text.toLowerCase() === "y") panel.yes();
			return true;
		case "pick":
			return pickKey(workspace, panel.picker, key);
		case "list":
			return listKey(workspace, panel.list, key);
		case "search":
			return searchKey(workspace, panel.search, key);
	}
}

const HELP_STEPS: Partial<Record<KeyPress["name"], number>> = { up: -1, down: 1, pageUp: -10, pageDown: 10 };

function helpKey(workspace: Workspace, top: Signal<number>, key: KeyPress): boolean {
	const step = HELP_STEPS[key.name];
	if (step !== undefined && !key.alt) {
		top.value = Math.max(0, Math.min(top.peek() + step, mostHelpTop(workspace)));
		return true;
	}
	workspace.close();
	// A question mark that was meant as one: the second gets through.
	if (key.text === "?" && !key.ctrl) workspace.composer.type("?");
	else if (key.name === "text" && !key.ctrl) return false;
	return true;
}

function pickKey(workspace: Workspace, picker: Picker<unknown>, key: KeyPress): boolean {
	if (key.name === "escape") workspace.close();
	else if (key.name === "enter") {
		// What is chosen may open something else.
		if (picker.choose() && workspace.panel.peek().kind === "pick") workspace.close();
	} else if (key.name === "up" || (key.name === "tab" && key.shift)) picker.step(-1);
	else if (key.name === "down" || key.name === "tab") picker.step(1);
	else {
		const state = edited(picker.filter.peek(), key);
		if (!state) return false;
		picker.type(state);
	}
	return true;
}

const LIST_STEPS: Partial<Record<KeyPress["name"], number>> = { up: -1, down: 1, pageUp: -8, pageDown: 8 };

function listKey(workspace: Workspace, list: List<unknown>, key: KeyPress): boolean {
	const step = LIST_STEPS[key.name];
	if (step !== undefined && !key.alt) list.step(step);
	else if (key.alt || key.ctrl) return false;
	else if (key.name === "escape") workspace.close();
	else if (key.name === "enter") list.choose();
	else if (key.name === "text") list.letter(key.text);
	else return false;
	return true;
}

function searchKey(workspace: Workspace, search: Search, key: KeyPress): boolean {
	const step = LIST_STEPS[key.name];
	if (key.name === "escape") workspace.close();
	else if (key.name === "enter") void workspace.attempt(() => search.enter());
	else if (step !== undefined && !key.alt) search.list.step(step);
	else {
		const anew = search.startsAnew && key.name === "text" && !key.ctrl;
		const state = edited(anew ? EMPTY : search.query.peek(), key);
		if (!state) return false;
		search.startsAnew = false;
		search.type(state);
	}
	return true;
}

/** Pasted into what a panel asks for; line breaks make no sense there. */
export function panelPaste(workspace: Workspace, text: string): boolean {
	const panel = workspace.panel.peek();
	const line = text.replace(/\s+/g, " ").slice(0, 200);
	if (panel.kind === "pick") panel.picker.type(insert(panel.picker.filter.peek(), line));
	else if (panel.kind === "search") panel.search.type(insert(panel.search.query.peek(), line));
	else {
		workspace.close();
		return false;
	}
	return true;
}
