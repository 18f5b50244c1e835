import type { Picker } from "../picker.ts";
import type { Search } from "../search.ts";
import { truncate, widthOf } from "../text/cells.ts";
import { type Line, span } from "../text/line.ts";
import { wrap } from "../text/wrap.ts";
import type { Workspace } from "../workspace.ts";
import { helpLines } from "./help-lines.ts";
import { listLines } from "./list-lines.ts";

/** What stands in the log's place, in exactly its height; null where the log itself does. */
export function panelLines(workspace: Workspace): Line[] | null {
	const { height, columns } = workspace.sizes.value.log;
	const open = workspace.panel.value;
	if (open.kind === "help") return filled(helpLines(columns, workspace).slice(open.top.value), height);
	if (open.kind === "pick") return filled(pickerLines(open.picker, columns, height, workspace), height);
	if (open.kind === "list") {
		const { list } = open;
		const title = [span(truncate(list.options.title, columns), { bold: true })];
		return filled([title, [], ...listLines(list, columns, height - 2, workspace)], height);
	}
	if (open.kind === "search") return filled(searchLines(open.search, columns, height, workspace), height);
	return null;
}

function searchLines(search: Search, columns: number, height: number, workspace: Workspace): Line[] {
	const { theme } = workspace;
	const title = [span("Search", { bold: true })];
	const isEmpty = search.list.options.items.value?.length === 0;
	if (search.state.value === "found" && isEmpty) {
		const words = "Nothing was found. All of the words must stand in a message, or begin a name";
		return [title, [], ...wrap([span(words, theme.faint)], columns)];
	}
	return isEmpty ? [title] : [title, [], ...listLines(search.list, columns, height - 2, workspace)];
}

function filled(lines: Line[], height: number): Line[] {
	return [...lines, ...Array<Line>(Math.max(0, height - lines.length)).fill([])].slice(0, height);
}

function pickerLines(picker: Picker<unknown>, columns: number, height: number, workspace: Workspace): Line[] {
	const { theme } = workspace;
	const title: Line[] = [[span(truncate(picker.options.title, columns), { bold: true })], []];
	const shown = picker.shown.value;
	if (shown === null) return [...title, [span("Loading…", theme.faint)]];
	if (shown.length === 0) return [...title, ...wrap([span(picker.options.nothing, theme.faint)], columns)];
	const most = Math.max(1, height - title.length);
	const first = Math.max(0, Math.min(picker.index - Math.floor(most / 2), shown.length - most));
	const rows = shown.slice(first, first + most).map((item, index): Line => {
		const chosen = first + index === picker.index;
		const words = `${picker.options.sign(item)}${picker.options.words(item)}`;
		return [
			span(chosen ? "▌ " : "  ", theme.accent),
			span(truncate(words, columns - 4), chosen ? theme.accent : {}),
			span(truncate(`  ${picker.options.details(item)}`, Math.max(0, columns - 4 - widthOf(words))), theme.faint),
		];
	});
	return [...title, ...rows];
}
