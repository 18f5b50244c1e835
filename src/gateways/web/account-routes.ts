import type { Context, Hono } from "hono";
import type { Account } from "../../protocol/entities.ts";
import { guestBody, logInBody, passwordBody, redeemBody, signUpBody } from "../../protocol/http.ts";
import { type Env, originOf, type RouteContext, readJson, readToken, sessionOf } from "./route-context.ts";
import { clearedSessionCookie, readSessionCookie, sessionCookie } from "./session-cookie.ts";

/** Signing up, logging in and out, by name or by ticket, and one's password. */
export function addAccountRoutes(app: Hono<Env>, { core, secrets, secure }: RouteContext): void {
	/** The cookie's session gives way to the new one, and nobody could end it later. */
	async function endReplaced(c: Context<Env>, { guest = false } = {}): Promise<void> {
		const token = readSessionCookie(c.req.raw);
		const replaced = token ? await core.accounts.authenticate(token).catch(() => null) : null;
		if (replaced && (!guest || replaced.account.guest)) await core.accounts.logOut(replaced, originOf(c));
	}

	async function begin(c: Context<Env>, account: Account, appPassword: number | null = null): Promise<Response> {
		await endReplaced(c);
		const { token } = await core.accounts.openSession(account, originOf(c), { appPassword });
		c.header("Set-Cookie", sessionCookie(token, secure));
		return c.json({ account, token });
	}

	app.post("/api/signup", async (c) => {
		const { name, password, invite } = await readJson(c.req.raw, signUpBody);
		const credentials = { name, passwordDigest: secrets.sha256Hex(password) };
		return begin(c, await core.accounts.signUp(credentials, originOf(c), invite));
	});
	app.post("/api/login", async (c) => {
		const { name, password } = await readJson(c.req.raw, logInBody);
		const credentials = { name, passwordDigest: secrets.sha256Hex(password) };
		const { account, appPassword } = await core.accounts.logInClient(credentials, originOf(c));
		return begin(c, account, appPassword);
	});
	app.post("/api/guest", async (c) => {
		const { name } = await readJson(c.req.raw, guestBody);
		// So that who comes again as the same guest finds the name free.
		await endReplaced(c, { guest: true });
		return begin(c, await core.guests.comeIn(name, originOf(c), { toLobby: true }));
	});
	app.post("/api/logout", async (c) => {
		const token = readToken(c.req.raw);
		c.header("Set-Cookie", clearedSessionCookie(secure));
		if (token) {
			const session = await core.accounts.authenticate(token);
			await core.accounts.logOut(session, originOf(c));
		}
		return c.json({});
	});
	app.post("/api/password", async (c) => {
		const session = await sessionOf(core, c.req.raw);
		const passwords = await readJson(c.req.raw, passwordBody);
		const digests = { old: secrets.sha256Hex(passwords.old), new: secrets.sha256Hex(passwords.new) };
		await core.accounts.changePassword(session, digests, originOf(c));
		return c.json({});
	});
	app.post("/api/ticket", async (c) => {
		const session = await sessionOf(core, c.req.raw);
		return c.json(core.tickets.issue(session, originOf(c)));
	});
	app.post("/api/ticket/redeem", async (c) => {
		const { ticket } = await readJson(c.req.raw, redeemBody);
		const opened = await core.tickets.redeem(ticket, originOf(c));
		c.header("Set-Cookie", sessionCookie(opened.token, secure));
		return c.json(opened);
	});
}
