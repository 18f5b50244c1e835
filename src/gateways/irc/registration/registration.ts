import type { Account } from "../../../protocol/entities.ts";
import { ParlourError } from "../../../protocol/errors.ts";
import { setAway } from "../commands/away.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import { GATEWAY } from "../context.ts";
import { ERR, RPL } from "../numerics.ts";
import { logInLate } from "./log-in-late.ts";
import { replyNickRefused } from "./nick-refused.ts";
import { parsePlain, SaslChunks } from "./sasl-plain.ts";
import { welcome } from "./welcome.ts";

const MAX_LOG_INS = 5;

/** What a client says before it is welcome: who it is, what it can take, and the password. */
export class Registration {
	readonly #client: IrcClient;
	nick: string | null = null;
	/** USER has come. */
	hasUser = false;
	/** What it said. */
	said: { username: string | undefined; realname: string | undefined } | null = null;
	/** CAP negotiation holds up the welcome. */
	negotiating = false;
	/** What PASS gave. */
	pass: string | null = null;
	#account: Account | null = null;
	/** What AWAY has said, before the welcome. */
	away: string | null = null;
	/** What METADATA has, before the welcome: values by their keys. */
	readonly metadata = new Map<string, string>();
	signUps = 0;
	#sasl: SaslChunks | null = null;
	#attempts = 0;
	#finished = false;

	constructor(client: IrcClient) {
		this.#client = client;
	}

	get account(): Account | null {
		return this.#account;
	}

	/** The welcome may take a while yet. */
	loggedIn(account: Account): void {
		this.#account = account;
		const { over, person, context } = this.#client;
		if (!over && !person) context.core.presence.expect(account.id, this.#client);
	}

	/** Welcomes the client once all is said. */
	async proceed(): Promise<void> {
		if (this.#finished || this.negotiating || this.nick === null || !this.hasUser) return;
		this.#finished = true;
		const client = this.#client;
		if (!this.admitted) {
			client.reply(ERR.PASSWDMISMATCH, "Password incorrect: this server asks for a word of its own, see PASS");
			return client.close("Password incorrect");
		}
		const given = this.#passGiven;
		const isGuest = !this.account && given === "" && client.context.core.guests.allowed;
		const account = this.account ?? (isGuest ? await this.#comeIn(this.nick) : await this.#logInByPass(given));
		if (client.over || !this.#finished) return;
		if (!account) {
			client.reply(ERR.PASSWDMISMATCH, "Log in with SASL PLAIN, or with PASS name:password");
			return client.close("Not logged in");
		}
		await welcome(client, account);
		const { person } = client;
		const { away } = this;
		if (person && away !== null) await client.patiently(() => setAway(client, person, away));
	}

	/** As a guest; null where that cannot be, which has been told. By another name it may be. */
	async #comeIn(nick: string): Promise<Account | null> {
		const client = this.#client;
		const { core } = client.context;
		const origin = { gateway: GATEWAY, address: client.address };
		try {
			return await client.patiently(() => core.guests.comeIn(nick, origin, { toLobby: false }));
		} catch (cause) {
			if (!(cause instanceof ParlourError)) throw cause;
			this.#finished = false;
			this.nick = null;
			if (!replyNickRefused(client, nick, cause)) client.close(cause.message);
			return null;
		}
	}

	/** AUTHENTICATE: the mechanism, then what it carries. */
	async authenticate(text: string): Promise<void> {
		const client = this.#client;
		if (this.account || (client.person && !client.person.user.guest))
			return client.reply(ERR.SASLALREADY, "You have already authenticated");
		if (text === "*") {
			this.#sasl = null;
			return client.reply(ERR.SASLABORTED, "SASL authentication aborted");
		}
		if (!this.#sasl) {
			if (text.toUpperCase() !== "PLAIN") {
				client.reply(ERR.SASLMECHS, "PLAIN", "are available SASL mechanisms");
				return client.reply(ERR.SASLFAIL, "SASL authentication failed");
			}
			this.#sasl = new SaslChunks();
			return client.answer({ command: "AUTHENTICATE", params: ["+"] });
		}
		const whole = this.#sasl.add(text);
		if (whole === null) return;
		this.#sasl = null;
		if (whole === "too long") return client.reply(ERR.SASLTOOLONG, "SASL message too long");
		const credentials = parsePlain(whole);
		const account = credentials && (await this.#logIn(credentials.name, credentials.password));
		if (!account) return client.reply(ERR.SASLFAIL, "SASL authentication failed: wrong name or password");
		this.loggedIn(account);
		client.reply(RPL.LOGGEDIN, client.mask, account.name, `You are now logged in as ${account.name}`);
		client.reply(RPL.SASLSUCCESS, "SASL authentication successful");
		if (client.person) await logInLate(client, account);
	}

	/** The server's own word, where it has one. */
	get admitted(): boolean {
		const { password } = this.#client.context.settings;
		return password === null || this.pass === password || (this.pass?.startsWith(`${password}:`) ?? false);
	}

	/** What PASS gave after the server's word, if it has one. */
	get #passGiven(): string {
		const { password: word } = this.#client.context.settings;
		return (word === null ? this.pass : this.pass?.slice(word.length + 1)) ?? "";
	}

	/** `PASS name:password`, or the password alone with the nickname as the account's name. */
	#logInByPass(given: string): Promise<Account | null> {
		if (given === "") return Promise.resolve(null);
		const colon = given.indexOf(":");
		const nick = this.nick ?? "";
		return colon > 0 ? this.#logIn(given.slice(0, colon), given.slice(colon + 1)) : this.#logIn(nick, given);
	}

	async #logIn(name: string, password: string): Promise<Account | null> {
		const { core, secrets } = this.#client.context;
		if (++this.#attempts > MAX_LOG_INS) {
			this.#client.close("Too many attempts to log in");
			return null;
		}
		try {
			const credentials = { name, passwordDigest: secrets.sha256Hex(password) };
			const origin = { gateway: GATEWAY, address: this.#client.address };
			const { account, appPassword } = await core.accounts.logInClient(credentials, origin);
			this.#client.appPassword = appPassword;
			return account;
		} catch (cause) {
			if (cause instanceof ParlourError) return null;
			throw cause;
		}
	}
}
