import { Hono } from "hono";
import { ParlourError } from "../../protocol/errors.ts";
import type { ServerInfo } from "../../protocol/http.ts";
import { PROTOCOL_VERSION } from "../../protocol/version.ts";
import { addAccountRoutes } from "./account-routes.ts";
import { addAppPasswordRoutes } from "./app-password-routes.ts";
import { httpStatus, toWireError } from "./errors.ts";
import { addFileRoutes } from "./file-routes.ts";
import { addFilehostRoutes } from "./filehost-routes.ts";
import { isOwnOrigin } from "./origin.ts";
import { checkRequestSize, isEndless, isUpload } from "./request-size.ts";
import type { Env, RouteContext } from "./route-context.ts";
import { SECURITY_HEADERS } from "./security-headers.ts";
import { addSessionRoutes } from "./session-routes.ts";

/** What is not a stream: accounts, sessions, attachments, health, and the GUI's files. docs/protocol.md describes it. */
export function createRoutes(context: RouteContext): Hono<Env> {
	const { core, log, files, server } = context;
	const app = new Hono<Env>();

	app.use(async (c, next) => {
		await next();
		for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
			// What people uploaded comes with a stricter policy.
			if (!c.res.headers.has(name)) c.res.headers.set(name, value);
		}
	});
	app.use(async (c, next) => {
		if (!isUpload(c.req.raw, c.req.path)) checkRequestSize(c.req.raw);
		await next();
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
		const info: ServerInfo = { ...server, protocol: PROTOCOL_VERSION, signUp, empty, guests: core.guests.allowed };
		return c.json(info);
	});
	addAccountRoutes(app, context);
	addSessionRoutes(app, context);
	addAppPasswordRoutes(app, context);
	addFileRoutes(app, context);
	addFilehostRoutes(app, context);
	app.get("*", (c) => {
		return files.respond(c.req.path, c.req.header("accept-encoding") ?? "") ?? c.text("Not found", 404);
	});

	app.onError((cause, c) => {
		const error = toWireError(cause, log);
		if (isEndless(c.req.raw)) c.header("Connection", "close");
		c.header("Cache-Control", "no-store");
		if (error.retryAfterMs) c.header("Retry-After", String(Math.ceil(error.retryAfterMs / 1000)));
		return Response.json(error, { status: httpStatus(error.code), headers: c.res.headers });
	});
	return app;
}
