import type { Command } from "./command.ts";
import { optionFlags } from "./serve/options.ts";

/** Each is loaded when it is wanted. */
export const COMMANDS: readonly Command[] = [
	{
		name: "serve",
		usage: "[HOST] [PORT]",
		summary: "start the server (127.0.0.1 8080)",
		flags: optionFlags(),
		run: async (args) => (await import("./serve/serve.ts")).serve(args),
	},
	{
		name: "doctor",
		usage: "",
		summary: "check ports, folder, disk, clock and versions",
		flags: optionFlags(),
		run: async (args) => (await import("./doctor/doctor.ts")).doctor(args),
	},
	{
		name: "completion",
		usage: "bash|zsh|fish",
		summary: "print what lets a shell complete this command",
		flags: ["bash", "zsh", "fish"],
		run: async (args, commands) => (await import("./completion/completion.ts")).completion(args, commands),
	},
];
