import { typingText } from "../../client/typing-text.ts";
import type { Search } from "../search.ts";
import { truncate, widthOf } from "../text/cells.ts";
import { type Line, span } from "../text/line.ts";
import type { Workspace } from "../workspace.ts";

const CHOSEN = "Enter thread · r react · p pin · s save · u unread · e edit · d delete";

/** The row above the composer: the most pressing of what there is to say. */
export function noticeLine(workspace: Workspace): Line {
	const { theme, panel, composer, notice, client, offline, log } = workspace;
	const { mainColumns: columns } = workspace.sizes.value;
	const open = panel.value;
	// What went wrong is told over a panel too.
	if (open.kind !== "none" && notice.value?.tone === "failure") {
		return [span(truncate(notice.value.text, columns), theme.failure)];
	}
	if (open.kind === "search") return [span(truncate(searchText(open.search), columns), theme.faint)];
	if (open.kind === "list") return [span(truncate(open.list.options.hint, columns), theme.faint)];
	if (open.kind === "help") return [span("↑ ↓ scroll · Esc closes", theme.faint)];
	if (open.kind === "pick") return [span("↑ ↓ choose · Enter takes it · Esc closes", theme.faint)];
	const completing = composer.completing.value;
	if (completing) return choices(completing.completion.choices, completing.index, columns, workspace);
	const limit = client.server.value?.maxBodyChars ?? Number.POSITIVE_INFINITY;
	const over = composer.chars.value - limit;
	if (over > 0) {
		const most = `a message has ${limit.toLocaleString("en")} at most`;
		const hint = composer.pasted.value ? "Esc takes the paste back" : most;
		return [span(truncate(`${over.toLocaleString("en")} characters too many: ${hint}`, columns), theme.failure)];
	}
	if (notice.value)
		return [span(truncate(notice.value.text, columns), notice.value.tone === "failure" ? theme.failure : {})];
	if (offline.value !== null) return [span(truncate(offline.value, columns), theme.warning)];
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
			return list.options.hint;
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
