import { typingText } from "../../client/typing-text.ts";
import type { Search } from "../search.ts";
import { truncate, widthOf } from "../text/cells.ts";
import { type Line, span, textOf } from "../text/line.ts";
import { wrap } from "../text/wrap.ts";
import type { Workspace } from "../workspace.ts";

const CHOSEN = "Enter thread · r react · p pin · s save · u unread · e edit · d delete";

/** What stands above the composer, in exactly its rows: the most pressing of what there is to say. */
export function noticeLines(workspace: Workspace): Line[] {
	const { noticeRows } = workspace.sizes.value;
	const pressing = pressingLine(workspace);
	const lines = pressing ? [pressing] : (saidLines(workspace) ?? [quietLine(workspace)]);
	return [...lines, ...Array<Line>(noticeRows - lines.length).fill([])];
}

/** What comes before all that was said. */
function pressingLine(workspace: Workspace): Line | null {
	const { theme, panel, composer, notice, client } = workspace;
	const { mainColumns: columns } = workspace.sizes.value;
	const open = panel.value;
	// What went wrong is told over a panel too.
	if (open.kind !== "none" && notice.value?.tone === "failure") return null;
	if (open.kind === "search") return [span(truncate(searchText(open.search), columns), theme.faint)];
	if (open.kind === "list") return [span(truncate(open.list.options.hint, columns), theme.faint)];
	if (open.kind === "help") return [span("↑ ↓ scroll · Esc closes", theme.faint)];
	if (open.kind === "pick") return [span("↑ ↓ choose · Enter takes it · Esc closes", theme.faint)];
	const completing = composer.completing.value;
	if (completing) return choices(completing.completion.choices, completing.index, columns, workspace);
	const limit = client.server.value?.maxBodyChars ?? Number.POSITIVE_INFINITY;
	const over = composer.chars.value - limit;
	if (over <= 0) return null;
	const most = `a message has ${limit.toLocaleString("en")} at most`;
	const hint = composer.pasted.value ? "Esc takes the paste back" : most;
	return [span(truncate(`${over.toLocaleString("en")} characters too many: ${hint}`, columns), theme.failure)];
}

function saidLines({ notice, theme, sizes }: Workspace): Line[] | null {
	if (notice.value === null) return null;
	const { noticeRows, mainColumns: columns } = sizes.value;
	const style = notice.value.tone === "failure" ? theme.failure : {};
	const lines = wrap([span(notice.value.text, style)], columns);
	if (lines.length <= noticeRows) return lines;
	const rest = lines.slice(noticeRows - 1).map(textOf);
	return [...lines.slice(0, noticeRows - 1), [span(truncate(rest.join(" "), columns), style)]];
}

/** What is of use where nothing else is to be said. */
function quietLine(workspace: Workspace): Line {
	const { theme, composer, client, offline, log } = workspace;
	const { mainColumns: columns } = workspace.sizes.value;
	if (offline.value !== null) return [span(truncate(offline.value, columns), theme.warning)];
	if (composer.pasted.value && composer.state.value.text.includes("\n")) {
		return [span(truncate("Pasted · Enter sends it, Esc takes it back", columns), theme.faint)];
	}
	if (composer.editing.value) return [span("Editing your message · Enter saves, Esc cancels", theme.faint)];
	if (log.value && log.value.chosen.value !== null) return [span(truncate(CHOSEN, columns), theme.faint)];
	const view = log.value?.view.value;
	if (view?.reading) {
		const unread = log.value?.stretch.room.unread.value ?? 0;
		const news = unread > 0 ? `${unread} new below · ` : "";
		return [span(truncate(`↓ ${news}${view.reading} · Esc goes to the newest`, columns), theme.accent)];
	}
	const typing = typingText(log.value?.stretch.typing.value.map(client.people.nameOf) ?? []);
	return [span(truncate(typing, columns), { ...theme.faint, italic: true })];
}

function searchText({ state, list }: Search): string {
	switch (state.value) {
		case "asking":
			return "Enter searches · from: in: before: after: has:file is:thread · Esc closes";
		case "searching":
			return "Searching…";
		case "found":
			return list.options.items.value?.length === 0 ? "Esc closes" : list.options.hint;
		case "failed":
			return "Enter searches again · Esc closes";
	}
}

/** As many of the choices as there is room for, the chosen one among them. */
function choices(all: readonly { label: string }[], chosen: number, columns: number, { theme }: Workspace): Line {
	const line: { text: string; bold?: boolean; inverse?: boolean; dim?: boolean }[] = [];
	let width = 0;
	const first = Math.max(0, chosen - 2);
	for (const [index, { label }] of all.entries()) {
		if (index < first) continue;
		const text = ` ${label} `;
		if (width + widthOf(text) > columns - 2) {
			line.push(span("…", theme.faint));
			break;
		}
		width += widthOf(text);
		line.push(index === chosen ? span(text, { inverse: true }) : span(text, theme.faint));
	}
	return line;
}
