import { table } from "../printable.ts";
import type { Command } from "./command.ts";

export const help: Command = {
	name: "help",
	aliases: ["?"],
	usage: "help",
	help: "This list",
	run({ commands, print }) {
		for (const line of table(commands.map(({ usage, help }) => [usage, help]))) print(line);
	},
};
