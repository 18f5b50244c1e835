import { table, wrapWords } from "../printable.ts";
import type { Command } from "./command.ts";

/** So wide is every terminal. */
const COLUMNS = 80;
/** Before the usage, and between it and what it does. */
const GAPS = 4;

export const help: Command = {
	name: "help",
	aliases: ["?"],
	usage: "help",
	help: "This list",
	run({ commands, print }) {
		const widest = Math.max(...commands.map(({ usage }) => usage.length));
		const rows = commands.flatMap(({ usage, help }) =>
			wrapWords(help, COLUMNS - widest - GAPS).map((line, index) => [index === 0 ? usage : "", line]),
		);
		for (const line of table(rows)) print(line);
	},
};
