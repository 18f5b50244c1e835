import * as v from "valibot";
import type { Account, File } from "../protocol/entities.ts";
import { ParlourError } from "../protocol/errors.ts";
import {
	errorReply,
	fileReply,
	meReply,
	type ServerInfo,
	type SessionInfo,
	serverInfo,
	sessionReply,
	sessionsReply,
	ticketReply,
} from "../protocol/http.ts";

/** A body that is sent as it is, with its media type. */
export interface RawBody {
	type: string;
	bytes: Uint8Array<ArrayBuffer>;
	/** Told now and then how much of it is gone; may stay unheard. */
	sent?: (bytes: number) => void;
}

/** Sends a request, its body as JSON or `raw`, and reads what came back; `json` is null where it was none. Throws where nothing came. */
export type SendHttp = (
	method: "GET" | "POST",
	path: string,
	body?: unknown,
	token?: string,
	raw?: RawBody,
) => Promise<{ ok: boolean; status: number; json: unknown }>;

export type Session = v.InferOutput<typeof sessionReply>;
export type Ticket = v.InferOutput<typeof ticketReply>;

/** What of the native protocol goes over HTTP. Each call throws ParlourError with what to show. */
export function createHttpApi(send: SendHttp) {
	async function call(...request: Parameters<SendHttp>): Promise<unknown> {
		const { ok, status, json } = await send(...request).catch(() => {
			throw new ParlourError("internal", "The server cannot be reached. Check the connection and try again");
		});
		if (ok) return json;
		const error = v.safeParse(errorReply, json);
		if (!error.success) throw new ParlourError("internal", `The server answered ${status}. Try again in a moment`);
		throw new ParlourError(error.output.code, error.output.message, error.output.retryAfterMs);
	}
	return {
		/** What is asked for elsewhere than here; the answer is to be parsed. */
		call,
		async server(): Promise<ServerInfo> {
			return v.parse(serverInfo, await call("GET", "/api/server"));
		},
		async signUp(name: string, password: string, invite: string | null): Promise<Session> {
			const body = { name, password, ...(invite === null ? {} : { invite }) };
			return v.parse(sessionReply, await call("POST", "/api/signup", body));
		},
		async logIn(name: string, password: string): Promise<Session> {
			return v.parse(sessionReply, await call("POST", "/api/login", { name, password }));
		},
		/** Without an account, where the server allows it. */
		async comeIn(name: string): Promise<Session> {
			return v.parse(sessionReply, await call("POST", "/api/guest", { name }));
		},
		/** Without a token: the session of the browser's cookie. */
		async logOut(token?: string): Promise<void> {
			await call("POST", "/api/logout", {}, token);
		},
		/** Whose session this is; `unauthorized` where it is over. */
		async me(token: string): Promise<Account> {
			return v.parse(meReply, await call("GET", "/api/me", undefined, token)).account;
		},
		/** A ticket that logs a browser in, once and soon. */
		async ticket(token: string): Promise<Ticket> {
			return v.parse(ticketReply, await call("POST", "/api/ticket", {}, token));
		},
		/** Ends every other session. */
		async changePassword(old: string, next: string, token?: string): Promise<void> {
			await call("POST", "/api/password", { old, new: next }, token);
		},
		async sessions(token?: string): Promise<SessionInfo[]> {
			return v.parse(sessionsReply, await call("GET", "/api/sessions", undefined, token)).sessions;
		},
		async endSession(id: number, token?: string): Promise<void> {
			await call("POST", "/api/sessions/end", { id }, token);
		},
		/** What is answered is attached to a message by its id. */
		async uploadFile(name: string, body: RawBody, token?: string): Promise<File> {
			const path = `/api/files?name=${encodeURIComponent(name)}`;
			return v.parse(fileReply, await call("POST", path, undefined, token, body)).file;
		},
		async redeemTicket(ticket: string): Promise<Account> {
			return v.parse(sessionReply, await call("POST", "/api/ticket/redeem", { ticket })).account;
		},
	};
}
