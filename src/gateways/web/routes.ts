import { type Context, Hono } from "hono";
import * as v from "valibot";
import type { Core } from "../../core/core.ts";
import type { Log } from "../../core/log.ts";
import type { Secrets } from "../../core/secrets.ts";
import type { Account } from "../../protocol/entities.ts";
import { ParlourError } from "../../protocol/errors.ts";
import { logInBody, redeemBody, type ServerInfo, signUpBody } from "../../protocol/http.ts";
import { PROTOCOL_VERSION } from "../../protocol/version.ts";
import { httpStatus, toWireError } from "./errors.ts";
import { isOwnOrigin } from "./origin.ts";
import { SECURITY_HEADERS } from "./security-headers.ts";
import { clearedSessionCookie, readSessionCookie, sessionCookie } from "./session-cookie.ts";
import type { StaticFiles } from "./static-files.ts";

export interface RouteContext {
	core: Core;
	log: Log;
	secrets: Secrets;
	files: StaticFiles;
	server: { name: string; version: string };
	secure: boolean;
}

type Env = { Bindings: { address: string } };

async function readJson<S extends v.GenericSchema>(request: Request, schema: S): Promise<v.InferOutput<S>> {
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
function readToken(request: Request): string | null {
	const bearer = request.headers.get("authorization")?.match(/^Bearer (\S+)$/)?.[1];
	return bearer ?? readSessionCookie(request);
}

/** What is not a stream: sign-up, log-in, log-out, tickets, health, and the GUI's files. docs/protocol.md describes it. */
export function createRoutes({ core, log, secrets, files, server, secure }: RouteContext): Hono<Env> {
	const app = new Hono<Env>();

	/** The cookie's session gives way to the new one, and nobody could end it later. */
	async function endReplaced(c: Context<Env>): Promise<void> {
		const token = readSessionCookie(c.req.raw);
		const replaced = token ? await core.accounts.authenticate(token).catch(() => null) : null;
		if (replaced) await core.accounts.logOut(replaced, { gateway: "web", address: c.env.address });
	}

	async function begin(c: Context<Env>, account: Account): Promise<Response> {
		await endReplaced(c);
		const { token } = await core.accounts.openSession(account, { gateway: "web", address: c.env.address });
		c.header("Set-Cookie", sessionCookie(token, secure));
		return c.json({ account, token });
	}

	app.use(async (c, next) => {
		await next();
		for (const [name, value] of Object.entries(SECURITY_HEADERS)) c.res.headers.set(name, value);
	});
	app.use("/api/*", async (c, next) => {
		c.header("Cache-Control", "no-store");
		if (!isOwnOrigin(c.req.raw)) throw new ParlourError("forbidden", "Cannot do this from a page of another site");
		await next();
	});

	app.get("/health", async (c) => {
		await core.rooms.lobby();
		return c.json({ status: "ok", version: server.version });
	});
	app.get("/api/server", async (c) => {
		const signUp = core.accounts.signUpPolicy;
		const empty = !(await core.accounts.anyExist());
		const info: ServerInfo = { ...server, protocol: PROTOCOL_VERSION, signUp, empty };
		return c.json(info);
	});
	app.post("/api/signup", async (c) => {
		const { name, password, invite } = await readJson(c.req.raw, signUpBody);
		const credentials = { name, passwordDigest: secrets.sha256Hex(password) };
		const origin = { gateway: "web", address: c.env.address };
		return begin(c, await core.accounts.signUp(credentials, origin, invite));
	});
	app.post("/api/login", async (c) => {
		const { name, password } = await readJson(c.req.raw, logInBody);
		const credentials = { name, passwordDigest: secrets.sha256Hex(password) };
		return begin(c, await core.accounts.logIn(credentials, { gateway: "web", address: c.env.address }));
	});
	app.post("/api/logout", async (c) => {
		const token = readToken(c.req.raw);
		c.header("Set-Cookie", clearedSessionCookie(secure));
		if (token) {
			const session = await core.accounts.authenticate(token);
			await core.accounts.logOut(session, { gateway: "web", address: c.env.address });
		}
		return c.json({});
	});
	app.get("/api/me", async (c) => {
		const { account } = await core.accounts.authenticate(readToken(c.req.raw) ?? "");
		return c.json({ account });
	});
	app.post("/api/ticket", async (c) => {
		const session = await core.accounts.authenticate(readToken(c.req.raw) ?? "");
		return c.json(core.tickets.issue(session, { gateway: "web", address: c.env.address }));
	});
	app.post("/api/ticket/redeem", async (c) => {
		const { ticket } = await readJson(c.req.raw, redeemBody);
		const opened = await core.tickets.redeem(ticket, { gateway: "web", address: c.env.address });
		c.header("Set-Cookie", sessionCookie(opened.token, secure));
		return c.json(opened);
	});
	app.get("*", (c) => {
		return files.respond(c.req.path, c.req.header("accept-encoding") ?? "") ?? c.text("Not found", 404);
	});

	app.onError((cause, c) => {
		const error = toWireError(cause, log);
		if (error.retryAfterMs) c.header("Retry-After", String(Math.ceil(error.retryAfterMs / 1000)));
		return Response.json(error, { status: httpStatus(error.code), headers: c.res.headers });
	});
	return app;
}
