import { at } from "./editor/text-state.ts";
import { Search } from "./search.ts";
import type { Workspace } from "./workspace.ts";

/** With words: asks for them. Without: the last search, to go on with. */
export function openSearch(workspace: Workspace, words = ""): void | Promise<void> {
	const search = words.trim() === "" ? workspace.lastSearch : null;
	const opened = search ?? new Search(workspace);
	opened.startsAnew = search !== null;
	workspace.lastSearch = opened;
	workspace.panel.value = { kind: "search", search: opened };
	if (words.trim() === "") return undefined;
	opened.type(at(words.trim()));
	return opened.enter();
}
