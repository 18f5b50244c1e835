import { ERR } from "../numerics.ts";
import type { EarlyCommand } from "./command.ts";

const MOST_CHARS = 64;

/** Without what would break a line in two for somebody. */
function cleaned(text: string, unwanted = /\p{Cc}/gu): string | undefined {
	return [...text.replace(unwanted, "").replace(/\p{Cc}/gu, "")].slice(0, MOST_CHARS).join("") || undefined;
}

/** RFC 2812 3.1.3; an account says who one is, so that only its coming matters: what it says is shown of a guest. */
export const user: EarlyCommand = {
	name: "USER",
	minParams: 4,
	early: true,
	async run(client, { params: [username = "", , , realname = ""] }) {
		if (client.person) return client.reply(ERR.ALREADYREGISTERED, "You may not register again");
		if (username === "" || realname === "") return client.reply(ERR.NEEDMOREPARAMS, "USER", "Not enough parameters");
		client.registration.hasUser = true;
		client.registration.said = { username: cleaned(username, /[!@\s]/g), realname: cleaned(realname) };
		await client.registration.proceed();
	},
};
