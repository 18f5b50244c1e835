import { type Context, Hono } from "hono";
import * as v from "valibot";
import type { Core } from "../../core/core.ts";
import type { Log } from "../../core/log.ts";
import type { Secrets } from "../../core/secrets.ts";
import type { Account } from "../../protocol/entities.ts";
import { ParlourError } from "../../protocol/errors.ts";
import { logInBody, type ServerInfo, signUpBody } from "../../protocol/http.ts";
import { PROTOCOL_VERSION } from "../../protocol/version.ts";
import { httpStatus, toWireError } from "./errors.ts";
import { isOwnOrigin } from "./origin.ts";
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

const SECURITY_HEADERS = {
	"Content-Security-Policy":
		"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
	"X-Content-Type-Options": "nosniff",
	"Referrer-Policy": "no-referrer",
	"Cross-Origin-Opener-Policy": "same-origin",
	"Cross-Origin-Resource-Policy": "same-origin",
};

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

/** What is not a stream: sign-up, log-in, log-out, health, and the GUI's files. docs/protocol.md describes it. */
export function createRoutes({ core, log, secrets, files, server, secure }: RouteContext): Hono<Env> {
	const app = new Hono<Env>();

	async function begin(c: Context<Env>, account: Account): Promise<Response> {
		const { token } = await core.accounts.openSession(account, { gateway: "web", address: c.env.address });
		c.header("Set-Cookie", sessionCookie(token, secure));
		return c.json({ account, token });
	}

	app.use(async (c, next) => {
		await next();
		for (const [name, value] of Object.entries(SECURITY_HEADERS)) c.res.headers.set(name, value);
	});
	app.use("/api/*", async (c, next) => {
		if (!isOwnOrigin(c.req.raw)) throw new ParlourError("forbidden", "Cannot do this from a page of another site");
		await next();
		c.res.headers.set("Cache-Control", "no-store");
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
		const bearer = c.req.header("authorization")?.match(/^Bearer (\S+)$/)?.[1];
		const token = bearer ?? readSessionCookie(c.req.raw);
		if (token) await core.accounts.logOut(await core.accounts.authenticate(token));
		c.header("Set-Cookie", clearedSessionCookie(secure));
		return c.json({});
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
