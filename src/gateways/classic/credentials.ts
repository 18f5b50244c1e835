import type { Credentials, LoggedIn } from "../../core/passwords.ts";
import { ParlourError } from "../../protocol/errors.ts";
import { type Context, GATEWAY } from "./context.ts";
import type { Session } from "./session.ts";

/** What the old client lets one type. */
const MAX_NAME_CHARS = 20;
const MAX_WAIT_MS = 10_000;
const DIGEST = /^[0-9a-f]{64}$/;

export type LogInResult = ({ answer: "Y" } & LoggedIn) | { answer: "N" | "N-I" | "N-A" };

function origin(session: Session) {
	return { gateway: GATEWAY, address: session.address };
}

async function verified(context: Context, session: Session, credentials: Credentials): Promise<LoggedIn> {
	const attempt = () => context.core.accounts.logInClient(credentials, origin(session));
	try {
		return await attempt();
	} catch (cause) {
		if (!(cause instanceof ParlourError) || cause.code !== "rate_limited") throw cause;
		// The protocol cannot say "later", and "wrong password" would be a lie: let the client wait instead.
		await session.sleep(Math.min(cause.retryAfterMs ?? MAX_WAIT_MS, MAX_WAIT_MS));
		if (session.over) throw cause;
		return await attempt();
	}
}

/** `Y` takes the account's one place among the classic connections. */
export async function logIn(context: Context, session: Session, credentials: Credentials): Promise<LogInResult> {
	if (credentials.name === "<EXIT>") return { answer: "N" };
	if (!DIGEST.test(credentials.passwordDigest)) return { answer: "N-I" };
	try {
		const loggedIn = await verified(context, session, credentials);
		const { account } = loggedIn;
		// Whether somebody is connected is told only to who knows their password.
		if (context.loggedIn.has(account.id)) {
			context.log.info("log-in refused", { user: account.name, ...origin(session), code: "already_connected" });
			return { answer: "N-A" };
		}
		if (!session.over) context.loggedIn.add(account.id);
		return { answer: "Y", ...loggedIn };
	} catch (cause) {
		if (cause instanceof ParlourError) return { answer: "N-I" };
		throw cause;
	}
}

export async function signUp(context: Context, session: Session, credentials: Credentials): Promise<"Y" | "N"> {
	if ([...credentials.name].length > MAX_NAME_CHARS || !DIGEST.test(credentials.passwordDigest)) return "N";
	try {
		await context.core.accounts.signUp(credentials, origin(session));
		return "Y";
	} catch (cause) {
		if (cause instanceof ParlourError) return "N";
		throw cause;
	}
}
