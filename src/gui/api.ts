import * as v from "valibot";
import type { Account } from "../protocol/entities.ts";
import { ParlourError } from "../protocol/errors.ts";
import { errorReply, type ServerInfo, serverInfo, sessionReply } from "../protocol/http.ts";

async function call(method: "GET" | "POST", path: string, body?: unknown): Promise<unknown> {
	const response = await fetch(path, {
		method,
		...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }),
	}).catch(() => {
		throw new ParlourError("internal", "The server cannot be reached. Check the connection and try again");
	});
	const json: unknown = await response.json().catch(() => null);
	if (response.ok) return json;
	const error = v.safeParse(errorReply, json);
	if (!error.success)
		throw new ParlourError("internal", `The server answered ${response.status}. Try again in a moment`);
	throw new ParlourError(error.output.code, error.output.message, error.output.retryAfterMs);
}

/** Each throws ParlourError with what to show. */
export const api = {
	async server(): Promise<ServerInfo> {
		return v.parse(serverInfo, await call("GET", "/api/server"));
	},
	async signUp(name: string, password: string, invite: string | null): Promise<Account> {
		const body = { name, password, ...(invite === null ? {} : { invite }) };
		return v.parse(sessionReply, await call("POST", "/api/signup", body)).account;
	},
	async logIn(name: string, password: string): Promise<Account> {
		return v.parse(sessionReply, await call("POST", "/api/login", { name, password })).account;
	},
	async logOut(): Promise<void> {
		await call("POST", "/api/logout", {});
	},
};
