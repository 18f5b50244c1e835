import { ParlourError } from "../../../protocol/errors.ts";
import { has } from "../capabilities.ts";
import type { PersonCommand } from "./command.ts";

/** IRCv3 setname: the name that is shown. Who has the capability hears of it when it is so. */
export const setname: PersonCommand = {
	name: "SETNAME",
	minParams: 1,
	async run(client, { params: [name = ""] }, person) {
		try {
			await client.context.core.people.setProfile(person, { display: name });
		} catch (cause) {
			if (!(cause instanceof ParlourError) || cause.code === "rate_limited") throw cause;
			return client.fail("SETNAME", "INVALID_REALNAME", cause.message);
		}
		if (!has(client.capabilities, "setname"))
			client.answer({ command: "NOTE", params: ["SETNAME", "DONE", "Changed"] });
	},
};
