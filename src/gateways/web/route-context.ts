import type { Context } from "hono";
import * as v from "valibot";
import type { Origin } from "../../core/accounts.ts";
import type { Core, StoredSession } from "../../core/core.ts";
import type { Log } from "../../core/log.ts";
import type { Secrets } from "../../core/secrets.ts";
import { ParlourError } from "../../protocol/errors.ts";
import type { BlobFolder } from "../../runtime/blob-folder.ts";
import { readSessionCookie } from "./session-cookie.ts";
import type { StaticFiles } from "./static-files.ts";

/** What the routes work with. `secure`: people reach the server by TLS. */
export interface RouteContext {
	core: Core;
	log: Log;
	secrets: Secrets;
	/** The GUI's. */
	files: StaticFiles;
	/** Where the contents are that core lets somebody see. */
	blobs: BlobFolder;
	server: { name: string; version: string };
	secure: boolean;
}

export type Env = {
	Bindings: {
		address: string;
		/** The request is at work: another while may pass before its connection is taken for dead. */
		stayOpen: () => void;
	};
};

/** The body, as the schema has it. Throws `bad_request`. */
export async function readJson<S extends v.GenericSchema>(request: Request, schema: S): Promise<v.InferOutput<S>> {
	// A form of another site can send text, but not this type, without asking first.
	if (!request.headers.get("content-type")?.startsWith("application/json")) {
		throw new ParlourError("bad_request", "Cannot read this request: its Content-Type must be application/json");
	}
	const json: unknown = await request.json().catch(() => undefined);
	const parsed = v.safeParse(schema, json);
	if (parsed.success) return parsed.output;
	const issue = parsed.issues[0];
	const where = v.getDotPath(issue);
	throw new ParlourError("bad_request", where ? `${where}: ${issue.message}` : issue.message);
}

/** A program's session, else a browser's. */
export function readToken(request: Request): string | null {
	const bearer = request.headers.get("authorization")?.match(/^Bearer (\S+)$/)?.[1];
	return bearer ?? readSessionCookie(request);
}

/** Whose session a request belongs to. Throws `unauthorized`. */
export async function sessionOf(core: Core, request: Request): Promise<StoredSession> {
	const session = await core.accounts.authenticate(readToken(request) ?? "");
	core.sessions.used(session.id);
	return session;
}

export function originOf(c: Context<Env>): Origin {
	return { gateway: "web", address: c.env.address };
}
