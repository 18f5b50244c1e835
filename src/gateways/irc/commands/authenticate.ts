import { has } from "../capabilities.ts";
import { ERR } from "../numerics.ts";
import type { EarlyCommand } from "./command.ts";

/** IRCv3 sasl-3.1 and sasl-3.2. */
export const authenticate: EarlyCommand = {
	name: "AUTHENTICATE",
	minParams: 1,
	early: true,
	run(client, { params: [text = ""] }) {
		if (has(client.capabilities, "sasl")) return client.registration.authenticate(text);
		client.reply(ERR.SASLFAIL, "SASL authentication failed: ask for the capability sasl first");
	},
};
