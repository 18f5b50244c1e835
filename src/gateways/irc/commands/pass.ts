import { ERR } from "../numerics.ts";
import type { EarlyCommand } from "./command.ts";

/** RFC 2812 3.1.1; what it may hold, registration.ts says. */
export const pass: EarlyCommand = {
	name: "PASS",
	minParams: 1,
	early: true,
	run(client, { params: [word = ""] }) {
		if (client.person) return client.reply(ERR.ALREADYREGISTERED, "You may not register again");
		client.registration.pass = word;
	},
};
