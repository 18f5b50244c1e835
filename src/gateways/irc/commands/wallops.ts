import { bytesLeft } from "../line/fitting.ts";
import { splitText } from "../line/split-text.ts";
import { ERR } from "../numerics.ts";
import { isOperator, NO_PRIVILEGES } from "../operators.ts";
import { Rendered } from "../rendered.ts";
import type { PersonCommand } from "./command.ts";

/** RFC 2812 4.7: to operators, and to those who have set +w. */
export const wallops: PersonCommand = {
	name: "WALLOPS",
	minParams: 1,
	run(client, { params: [text = ""] }) {
		if (!isOperator(client)) return client.reply(ERR.NOPRIVILEGES, NO_PRIVILEGES);
		const pieces = splitText(text, bytesLeft(client.mask, "WALLOPS"));
		const lines = pieces.map((piece) => ({ command: "WALLOPS", params: [piece], source: client.mask }));
		const rendered = new Rendered(lines, client.serverName);
		for (const other of client.context.audience.all) {
			if (!isOperator(other) && !other.modes.includes("w")) continue;
			other.tellRendered(rendered, other === client);
		}
	},
};
