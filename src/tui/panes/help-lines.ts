import { COMMANDS } from "../commands/commands.ts";
import { SHORTCUTS } from "../keys/shortcuts.ts";
import { fit, widthOf } from "../text/cells.ts";
import { type Line, span } from "../text/line.ts";
import { wrap } from "../text/wrap.ts";
import type { Workspace } from "../workspace.ts";

const GAP = 2;

/** All keys and commands with what they do. */
export function helpLines(columns: number, { theme }: Pick<Workspace, "theme">): Line[] {
	const commands = COMMANDS.map(({ name, takes, does }) => [`/${name}${takes ? ` ${takes}` : ""}`, does] as const);
	const widest = Math.max(...[...SHORTCUTS, ...commands].map(([keys]) => widthOf(keys))) + GAP;
	const left = Math.min(widest, Math.floor(columns / 2));
	const entry = ([keys, does]: readonly [string, string]): Line[] =>
		wrap([span(does)], columns - left).map((line, index) => [
			span(fit(index === 0 ? keys : "", left - GAP), theme.accent),
			span(" ".repeat(GAP)),
			...line,
		]);
	const title = (words: string): Line => [span(words, { bold: true })];
	return [title("Keys"), ...SHORTCUTS.flatMap(entry), [], title("Commands"), ...commands.flatMap(entry)];
}

export function mostHelpTop({ sizes, theme }: Workspace): number {
	const { columns, height } = sizes.peek().log;
	return Math.max(0, helpLines(columns, { theme }).length - height);
}
