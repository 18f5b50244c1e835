import type { Command } from "./command.ts";

export const say: Command = {
	name: "say",
	usage: "say TEXT",
	help: "Say something in the lobby, as the host",
	argument: { is: "text" },
	async run({ core, print }, text) {
		await core.messages.say(text);
		print("Said in the lobby");
	},
};
