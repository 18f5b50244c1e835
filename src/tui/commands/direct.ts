import { splitName } from "../../client/slash-command.ts";
import { namesIn } from "../names-in.ts";
import { sendTo } from "../post.ts";
import { refuse, type SlashCommand } from "./command.ts";

export const directCommands: readonly SlashCommand[] = [
	{
		name: "msg",
		takes: "NAME[,NAME] [TEXT]",
		does: "Write to somebody directly; without TEXT it opens the room",
		async run(workspace, rest) {
			const { name, rest: words } = splitName(rest);
			if (name === "") refuse("Whom? /msg NAME TEXT");
			const room = await workspace.client.openDirect(namesIn(name));
			workspace.show(room);
			if (words !== "") sendTo(workspace, room, words);
		},
	},
];
