import type { Hono } from "hono";
import { endSessionBody } from "../../protocol/http.ts";
import { type Env, originOf, type RouteContext, readJson, sessionOf } from "./route-context.ts";

/** Who one is, and where one is logged in. */
export function addSessionRoutes(app: Hono<Env>, { core }: RouteContext): void {
	app.get("/api/me", async (c) => {
		const { account } = await sessionOf(core, c.req.raw);
		return c.json({ account });
	});
	app.get("/api/sessions", async (c) => {
		const session = await sessionOf(core, c.req.raw);
		return c.json({ sessions: await core.sessions.list(session) });
	});
	app.post("/api/sessions/end", async (c) => {
		const session = await sessionOf(core, c.req.raw);
		const { id } = await readJson(c.req.raw, endSessionBody);
		await core.sessions.end(session, id, originOf(c));
		return c.json({});
	});
}
