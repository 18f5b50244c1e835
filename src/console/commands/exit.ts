import type { Command } from "./command.ts";

export const exit: Command = {
	name: "exit",
	aliases: ["<EXIT>"],
	usage: "exit",
	help: "Tell everybody, and stop the server",
	run: ({ requestStop }) => requestStop(),
};
