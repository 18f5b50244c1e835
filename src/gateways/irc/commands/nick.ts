import { ParlourError } from "../../../protocol/errors.ts";
import { asParam } from "../names.ts";
import { ERR } from "../numerics.ts";
import { replyNickRefused } from "../registration/nick-refused.ts";
import type { EarlyCommand } from "./command.ts";

const MAX_CHARS = 64;
/** Nothing that means something to IRC, and nothing that cannot be seen. */
const WISH = /^(?![~&%+])[^\s#:@!,*?$\p{Cc}\p{Cf}\p{Cs}]+$/u;

/** RFC 2812 3.1.2. A guest may take another one; an account's name is its nickname, and stays. */
export const nick: EarlyCommand = {
	name: "NICK",
	minParams: 0,
	early: true,
	async run(client, { params: [wish = ""] }) {
		if (wish === "") return client.reply(ERR.NONICKNAMEGIVEN, "No nickname given");
		if (!WISH.test(wish) || [...wish].length > MAX_CHARS) {
			return client.reply(ERR.ERRONEUSNICKNAME, asParam(wish), "Erroneous nickname");
		}
		const { person, registration, context } = client;
		if (!person) {
			registration.nick = wish;
			return registration.proceed();
		}
		if (wish === client.nick) return;
		if (!person.user.guest) {
			return client.reply(ERR.ERRONEUSNICKNAME, wish, "Your account's name is your nickname, and stays so");
		}
		try {
			await client.patiently(() => context.core.guests.rename(person, wish));
		} catch (cause) {
			if (!(cause instanceof ParlourError) || !replyNickRefused(client, wish, cause)) throw cause;
		}
	},
};
