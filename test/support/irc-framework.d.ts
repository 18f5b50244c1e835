/** What the tests use of irc-framework, which comes without types. */
declare module "irc-framework" {
	/** A PRIVMSG; `batch` where it came in one. */
	export interface FrameworkMessage {
		nick: string;
		target: string;
		message: string;
		/** `privmsg`, `notice` or `action`. */
		type: string;
		/** Milliseconds since 1970, by server-time. */
		time?: number;
		account?: string;
		tags: Record<string, string>;
		batch?: { id: string; type: string; params: string[] };
		from_server: boolean;
	}

	interface Events {
		registered: { nick: string };
		loggedin: { account: string };
		join: { nick: string; channel: string; account?: string };
		part: { nick: string; channel: string };
		userlist: { channel: string; users: { nick: string; modes: string[] }[] };
		message: FrameworkMessage;
		"batch end draft/multiline": { params: string[] };
		"batch end chathistory": { params: string[]; commands: { command: string }[] };
		close: undefined;
	}

	export class Client {
		connect(options: {
			host: string;
			port: number;
			nick: string;
			username: string;
			gecos: string;
			account: { account: string; password: string };
			enable_echomessage: boolean;
			auto_reconnect: boolean;
		}): void;
		/** More capabilities to ask for than it knows itself. */
		requestCap(names: readonly string[]): void;
		on<E extends keyof Events>(event: E, listener: (event: Events[E]) => void): void;
		join(channel: string): void;
		part(channel: string): void;
		/** Several lines are a PRIVMSG each. */
		say(target: string, message: string): void;
		action(target: string, message: string): void;
		raw(...params: string[]): void;
		quit(message: string): void;
	}
}
