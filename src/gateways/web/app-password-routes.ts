import type { Hono } from "hono";
import { endAppPasswordBody, newAppPasswordBody } from "../../protocol/app-passwords.ts";
import { type Env, originOf, type RouteContext, readJson, sessionOf } from "./route-context.ts";

/** The passwords that a person's clients log in with. */
export function addAppPasswordRoutes(app: Hono<Env>, { core }: RouteContext): void {
	app.get("/api/app-passwords", async (c) => {
		const session = await sessionOf(core, c.req.raw);
		return c.json({ appPasswords: await core.appPasswords.list(session) });
	});
	app.post("/api/app-passwords", async (c) => {
		const session = await sessionOf(core, c.req.raw);
		const { label } = await readJson(c.req.raw, newAppPasswordBody);
		return c.json(await core.appPasswords.create(session, label, originOf(c)));
	});
	app.post("/api/app-passwords/end", async (c) => {
		const session = await sessionOf(core, c.req.raw);
		const { id } = await readJson(c.req.raw, endAppPasswordBody);
		await core.appPasswords.end(session, id, originOf(c));
		return c.json({});
	});
}
