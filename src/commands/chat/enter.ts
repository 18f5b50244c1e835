import type { Session } from "../../client/http-api.ts";
import { ParlourError } from "../../protocol/errors.ts";
import type { ServerInfo } from "../../protocol/http.ts";
import type { Dialogue } from "./dialogue.ts";
import { chooseWay, logInByQuestions } from "./log-in.ts";
import type { ServerApi } from "./server.ts";
import { SessionsFile } from "./sessions-file.ts";

interface Way {
	user: string | null;
	base: string;
	api: ServerApi;
	info: ServerInfo;
	dialogue: Dialogue;
}

/** Somebody's session: one of before, or a new one, which is stored. Null where they quit. */
export async function enter({ user, base, api, info, dialogue }: Way): Promise<Session | null> {
	const sessions = new SessionsFile(process.env);
	if (user !== null) {
		const stored = await resume(base, api, user, sessions);
		if (stored) return stored;
	}
	const session = user === null ? await chooseWay(dialogue, api, info) : await logInAs(user, api, dialogue);
	if (session) store(() => sessions.set(base, session.account.name, session.token), dialogue.say);
	return session;
}

async function logInAs(user: string, api: ServerApi, dialogue: Dialogue): Promise<Session> {
	const password = process.env["PARLOUR_PASSWORD"];
	if (!password) return logInByQuestions(dialogue, api, user);
	return api.logIn(user, password).catch((cause: unknown) => {
		if (!(cause instanceof ParlourError) || cause.code !== "wrong_credentials") throw cause;
		dialogue.say("PARLOUR_PASSWORD is not the right one");
		return logInByQuestions(dialogue, api, user);
	});
}

/** A stored session that is still good; one that is over is dropped. */
export async function resume(
	base: string,
	api: ServerApi,
	user: string,
	sessions: SessionsFile,
): Promise<Session | null> {
	const token = sessions.get(base, user);
	if (token === null) return null;
	try {
		return { token, account: await api.me(token) };
	} catch (cause) {
		if (!(cause instanceof ParlourError) || cause.code !== "unauthorized") throw cause;
		store(
			() => sessions.set(base, user, null),
			() => undefined,
		);
		return null;
	}
}

function store(write: () => void, say: (line: string) => void): void {
	try {
		write();
	} catch (cause) {
		say(`The session cannot be stored: ${cause instanceof Error ? cause.message : String(cause)}`);
	}
}
