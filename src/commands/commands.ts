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
		name: "chat",
		usage: "[HOST] [PORT]",
		summary: "chat in the terminal",
		flags: ["--user", "--room", "--tls", "--ca", "--gui", "--forget", "--json", "--join", "--thread", "--follow"],
		run: async (args) => (await import("./chat/chat.ts")).chat(args),
	},
	{
		name: "import",
		usage: "classic DIR | DIR",
		summary: "move in from the old application, or take in an export",
		flags: ["classic", "--data", "--dry-run", "--owner"],
		run: async (args) => (await import("./import/import.ts")).importFrom(args),
	},
	{
		name: "export",
		usage: "DIR",
		summary: "write everything as JSON lines and readable text",
		flags: ["--data"],
		run: async (args) => (await import("./export/export.ts")).exportAll(args),
	},
	{
		name: "backup",
		usage: "FILE",
		summary: "copy a running server into one file",
		flags: ["--data"],
		run: async (args) => (await import("./backup/backup.ts")).backup(args),
	},
	{
		name: "restore",
		usage: "FILE",
		summary: "put a backup back",
		flags: ["--data", "--replace"],
		run: async (args) => (await import("./restore/restore.ts")).restore(args),
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
