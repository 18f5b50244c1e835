import { afterAll, beforeAll } from "bun:test";
import type { Client } from "../../src/client/client.ts";
import { RawIrcClient } from "./irc-client.ts";
import { type RunningParlour, startParlour } from "./parlour.ts";
import { connect, PASSWORD, signUp } from "./person.ts";

/** For all tests of a file: a server, Mara who is connected as a browser is, and the accounts of Jun, Tom and Ada. */
export interface IrcPlace {
	readonly server: RunningParlour;
	readonly mara: Client;
	/** Logs one of them in by IRC. */
	enter(name: string, ...capabilities: string[]): Promise<RawIrcClient>;
}

export function useIrcPlace(): IrcPlace {
	let server: RunningParlour;
	let mara: Client;
	beforeAll(async () => {
		server = await startParlour({ args: ["--unlimited", "--announce", "off"] });
		mara = await connect(server.url, "Mara", await signUp(server.url, "Mara"));
		for (const name of ["Jun", "Tom", "Ada"]) await signUp(server.url, name);
	});
	afterAll(async () => {
		mara.stop();
		await server[Symbol.asyncDispose]();
	});
	return {
		get server() {
			return server;
		},
		get mara() {
			return mara;
		},
		enter: (name, ...capabilities) => RawIrcClient.loggedIn(server.ircPort, name, PASSWORD, ...capabilities),
	};
}
