import { ERR } from "../numerics.ts";
import { sayToAll } from "../saying/say-to-all.ts";
import { addToMultiline, isOfMultiline } from "./batch.ts";
import type { PersonCommand } from "./command.ts";

/** RFC 2812 3.3.1 */
export const privmsg: PersonCommand = {
	name: "PRIVMSG",
	minParams: 0,
	async run(client, line, person) {
		if (isOfMultiline(client, line)) return addToMultiline(client, line);
		const [targets = "", text = ""] = line.params;
		if (targets === "") return client.reply(ERR.NORECIPIENT, "No recipient given (PRIVMSG)");
		if (text === "") return client.reply(ERR.NOTEXTTOSEND, "No text to send");
		await sayToAll(client, line, person, "PRIVMSG");
	},
};
