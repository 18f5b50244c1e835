import type { Session } from "../../client/http-api.ts";
import { ParlourError } from "../../protocol/errors.ts";
import type { ServerInfo } from "../../protocol/http.ts";
import type { Dialogue } from "./dialogue.ts";
import { ChatEnd, EXIT } from "./exit-codes.ts";
import type { ServerApi } from "./server.ts";

const TRIES = 3;
const MENU = "1. Chatroom  2. SignUp  3. Quit";

/** The menu of the old application, until somebody is in. Null: they quit. Throws ChatEnd, ParlourError. */
export async function chooseWay(dialogue: Dialogue, api: ServerApi, info: ServerInfo): Promise<Session | null> {
	dialogue.say(`${info.name} · Parlour ${info.version}`);
	if (info.empty) dialogue.say("You are the first here: the first account owns the place.");
	for (;;) {
		dialogue.say(MENU);
		const choice = (await dialogue.ask("Choose: ")).trim().toLowerCase();
		if (choice === "1") return logInByQuestions(dialogue, api, null);
		if (choice === "2") {
			const session = await signUp(dialogue, api, info);
			if (session) return session;
		} else if (choice === "3" || choice === "<exit>") return null;
		else dialogue.say("Type 1, 2 or 3");
	}
}

/** Asks for the password, and the name where it is not known, up to three times. */
export async function logInByQuestions(dialogue: Dialogue, api: ServerApi, user: string | null): Promise<Session> {
	for (let left = TRIES; ; left--) {
		const name = user ?? (await dialogue.ask("Username: ")).trim();
		const password = await dialogue.askSecretly(user === null ? "Password: " : `Password of ${user}: `);
		try {
			return await api.logIn(name, password);
		} catch (cause) {
			if (!(cause instanceof ParlourError) || cause.code !== "wrong_credentials") throw cause;
			if (left === 1) throw new ChatEnd(EXIT.notLoggedIn, cause.message);
			dialogue.say(cause.message);
		}
	}
}

/** Null where it cannot be done: back to the menu. */
async function signUp(dialogue: Dialogue, api: ServerApi, info: ServerInfo): Promise<Session | null> {
	if (info.signUp === "closed") {
		dialogue.say("This place takes no new accounts");
		return null;
	}
	const invite = info.signUp === "invite" ? (await dialogue.ask("Invite: ")).trim() : null;
	const name = (await dialogue.ask("Username: ")).trim();
	const password = await askTwice(dialogue);
	try {
		return await api.signUp(name, password, invite);
	} catch (cause) {
		if (!(cause instanceof ParlourError)) throw cause;
		dialogue.say(cause.message);
		return null;
	}
}

async function askTwice(dialogue: Dialogue): Promise<string> {
	for (;;) {
		const password = await dialogue.askSecretly("Password: ");
		if (password === "") dialogue.say("A password cannot be empty");
		else if (password === (await dialogue.askSecretly("Confirm password: "))) return password;
		else dialogue.say("The two passwords differ");
	}
}
