import { ERR } from "../numerics.ts";
import type { EarlyCommand } from "./command.ts";

const MAX_CHARS = 64;

/** RFC 2812 3.1.2. An account's name is its nickname, so that it changes for nobody who is logged in. */
export const nick: EarlyCommand = {
	name: "NICK",
	minParams: 0,
	early: true,
	async run(client, { params: [wish = ""] }) {
		if (wish === "") return client.reply(ERR.NONICKNAMEGIVEN, "No nickname given");
		if (!/^[^\s#:@!,*?$]+$/.test(wish) || [...wish].length > MAX_CHARS) {
			return client.reply(ERR.ERRONEUSNICKNAME, wish.slice(0, MAX_CHARS), "Erroneous nickname");
		}
		if (!client.person) {
			client.registration.nick = wish;
			return client.registration.proceed();
		}
		if (wish !== client.nick) {
			client.reply(ERR.ERRONEUSNICKNAME, wish, "Your account's name is your nickname, and stays so");
		}
	},
};
