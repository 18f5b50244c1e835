import type { List } from "../list.ts";
import { type Line, span } from "../text/line.ts";
import { wrap } from "../text/wrap.ts";
import type { Workspace } from "../workspace.ts";

/** The entries around the chosen one, in at most so many rows. */
export function listLines<T>(list: List<T>, columns: number, height: number, { theme }: Workspace): Line[] {
	const items = list.options.items.value;
	if (items === null) return [[span("Loading…", theme.faint)]];
	if (items.length === 0) return wrap([span(list.options.nothing, theme.faint)], columns);
	const chosen = list.index.value;
	const entry = (index: number): Line[] => {
		const item = items[index];
		const lines = item === undefined ? [] : list.options.linesOf(item, columns - 2);
		return lines.map((line) => [span(index === chosen ? "▌ " : "  ", theme.accent), ...line]);
	};
	// Made outwards from the chosen one, so that a long list costs no more than what is seen of it.
	const lines = entry(chosen);
	let [above, below] = [chosen - 1, chosen + 1];
	while (lines.length < height && (above >= 0 || below < items.length)) {
		if (above >= 0) lines.unshift(...entry(above--));
		if (below < items.length) lines.push(...entry(below++));
	}
	const from = above < 0 ? 0 : Math.max(0, lines.length - height);
	return lines.slice(from, from + height);
}
