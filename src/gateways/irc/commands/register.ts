import { ParlourError } from "../../../protocol/errors.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import { GATEWAY } from "../context.ts";
import { RPL } from "../numerics.ts";
import type { EarlyCommand } from "./command.ts";

const MIN_PASSWORD_CHARS = 8;
const MAX_TRIES = 5;

/** IRCv3 draft/account-registration: as the host lets people sign up. An e-mail address is not asked for, and not kept. */
export const register: EarlyCommand = {
	name: "REGISTER",
	minParams: 3,
	early: true,
	async run(client, { params: [wish = "", , password = ""] }) {
		const { registration, context } = client;
		const known = client.account ?? registration.account;
		const fail = (code: string, name: string, why: string) => client.fail("REGISTER", code, name.slice(0, 64), why);
		if (known) return fail("ALREADY_AUTHENTICATED", known.name, "You are logged in already");
		const { person } = client;
		const nick = person?.user.name ?? registration.nick;
		if (nick === null) return fail("NEED_NICK", "*", "Say NICK first");
		const name = wish === "*" ? nick : wish;
		if (!registration.admitted)
			return fail("TEMPORARILY_UNAVAILABLE", name, "This server asks for a word of its own, see PASS");
		if ([...password].length < MIN_PASSWORD_CHARS) {
			return fail("WEAK_PASSWORD", name, `A password has ${MIN_PASSWORD_CHARS} characters or more`);
		}
		if (++registration.signUps > MAX_TRIES) return client.close("Too many attempts to sign up");
		try {
			const credentials = { name, passwordDigest: context.secrets.sha256Hex(password) };
			const origin = { gateway: GATEWAY, address: client.address };
			const account = person
				? await context.core.guests.register(person, credentials, origin)
				: await context.core.accounts.signUp(credentials, origin);
			registration.loggedIn(account);
			if (person) client.account = account;
			client.answer({ command: "REGISTER", params: ["SUCCESS", account.name, "Account made: you are logged in"] });
			client.reply(RPL.LOGGEDIN, client.mask, account.name, `You are now logged in as ${account.name}`);
		} catch (cause) {
			if (!(cause instanceof ParlourError)) throw cause;
			fail(await codeOf(cause, client, name), name, cause.message);
		}
	},
};

/** A name that only a guest has is no account's, to which one could log in. */
async function codeOf({ code }: ParlourError, { context }: IrcClient, name: string): Promise<string> {
	if (code === "name_invalid") return "BAD_ACCOUNT_NAME";
	if (code !== "name_taken") return "TEMPORARILY_UNAVAILABLE";
	const holder = await context.core.accounts.find(name).catch(() => null);
	return holder?.guest ? "USERNAME_EXISTS" : "ACCOUNT_EXISTS";
}
