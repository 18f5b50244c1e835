import { effect, signal } from "@preact/signals";
import { Client } from "../client/client.ts";
import type { Account } from "../protocol/entities.ts";
import { type ErrorCode, ParlourError } from "../protocol/errors.ts";
import type { ServerInfo } from "../protocol/http.ts";
import { api } from "./api.ts";
import { browserPorts } from "./browser-ports.ts";
import { keep } from "./keep.ts";
import { resetView } from "./view.ts";

/** Who sits at this browser: nobody, or somebody with a client at work. */
export type Session =
	| { state: "loading" }
	| { state: "out"; server: ServerInfo | null; notice: string | null; known: boolean }
	| { state: "in"; client: Client; firstHere: boolean };

const LAST_ACCOUNT = "account";

export const session = signal<Session>({ state: "loading" });
let loggingOut = false;

export async function startSession(): Promise<void> {
	const ticket = takeTicket();
	if (ticket !== null && (await enterByTicket(ticket))) return;
	const account = keep.get(LAST_ACCOUNT);
	if (account !== null && keep.get("signed-in") !== null) enter(account, false);
	else await showLogIn(null);
}

export async function signUp(name: string, password: string, invite: string | null): Promise<void> {
	const { account } = await api.signUp(name, password, invite);
	if (invite !== null) history.replaceState(null, "", location.pathname);
	begin(account, account.role === "owner");
}

export async function logIn(name: string, password: string): Promise<void> {
	begin((await api.logIn(name, password)).account, false);
}

export async function comeInAsGuest(name: string): Promise<void> {
	begin((await api.comeIn(name)).account, false);
}

/** The server ends the session and its connections; where it cannot be asked, one stays logged in and is told. */
export async function logOut(): Promise<void> {
	const current = session.peek();
	if (current.state !== "in") return;
	const { client } = current;
	loggingOut = true;
	try {
		await api.logOut().catch((cause: unknown) => {
			// A session that is over already is what was wanted, also where the answer was lost.
			const over = cause instanceof ParlourError && cause.code === "unauthorized";
			if (!over && client.connection.peek().state !== "ended") throw cause;
		});
		client.stop();
		keep.set("signed-in", null);
		await showLogIn(null);
	} finally {
		loggingOut = false;
	}
}

/** What `parlour chat --gui` opened this page with. It is of no use twice, and has no business in the address bar. */
function takeTicket(): string | null {
	const ticket = new URLSearchParams(location.search).get("ticket");
	if (ticket !== null) history.replaceState(null, "", location.pathname + location.hash);
	return ticket;
}

/** False where it is of no use: whoever is logged in already stays so. */
async function enterByTicket(ticket: string): Promise<boolean> {
	try {
		begin(await api.redeemTicket(ticket), false);
		return true;
	} catch (cause) {
		if (keep.get("signed-in") !== null) return false;
		await showLogIn(cause instanceof Error ? cause.message : String(cause));
		return true;
	}
}

function begin(account: Account, firstHere: boolean): void {
	keep.set(LAST_ACCOUNT, account.name);
	keep.set("signed-in", "1");
	enter(account.name, firstHere);
}

/** `notice` is what to tell where the cookie turns out to open nothing. */
function enter(account: string, firstHere: boolean, notice: string | null = null): void {
	resetView();
	const client = new Client(browserPorts, { account, client: "browser" });
	session.value = { state: "in", client, firstHere };
	const stopWatching = effect(() => {
		const link = client.connection.value;
		if (link.state !== "ended" || loggingOut) return;
		queueMicrotask(() => {
			stopWatching();
			ended(link.code, account, link.code === "unauthorized" ? notice : link.message);
		});
	});
	client.start();
}

function ended(code: ErrorCode, account: string, notice: string | null): void {
	if (code === "version_unsupported") return location.reload();
	const now = keep.get(LAST_ACCOUNT);
	const signedIn = now !== null && keep.get("signed-in") !== null;
	// Another window may have logged in anew, perhaps as somebody else: the cookie is its session's now.
	if (signedIn && (code === "revoked" || now !== account)) return enter(now, false, notice);
	keep.set("signed-in", null);
	void showLogIn(notice);
}

async function showLogIn(notice: string | null): Promise<void> {
	const known = keep.get(LAST_ACCOUNT) !== null;
	const server = await api.server().catch(() => null);
	resetView();
	if (session.peek().state === "in") location.hash = "";
	session.value = { state: "out", server, notice, known };
}
