import { ERR } from "../numerics.ts";
import type { EarlyCommand } from "./command.ts";

/** RFC 2812 3.1.3; the account says who one is, so that only its coming matters. */
export const user: EarlyCommand = {
	name: "USER",
	minParams: 4,
	early: true,
	async run(client) {
		if (client.person) return client.reply(ERR.ALREADYREGISTERED, "You may not register again");
		client.registration.hasUser = true;
		await client.registration.proceed();
	},
};
