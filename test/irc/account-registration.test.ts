import { expect, test } from "bun:test";
import { RawIrcClient } from "../support/irc-client.ts";
import { startParlour } from "../support/parlour.ts";
import { signUp } from "../support/person.ts";

test("draft/account-registration: REGISTER makes an account that one is logged in to, before the welcome", async () => {
	await using server = await startParlour();
	await signUp(server.url, "Mara");
	using irc = await RawIrcClient.connect(server.ircPort);
	irc.send("CAP LS 302", "REGISTER * * longenough", "REGISTER mara * longenough");
	await irc.until("FAIL", "REGISTER", "NEED_NICK", "*");
	// Whatever name is asked for: ACCOUNT_EXISTS must not come before NICK.
	await irc.until("FAIL", "REGISTER", "NEED_NICK", "*");
	irc.send(
		"NICK Jun",
		"USER jun 0 * :Jun",
		"REGISTER * * short",
		"REGISTER mara * longenough",
		"REGISTER a!b * longenough",
	);
	await irc.until("FAIL", "REGISTER", "WEAK_PASSWORD", "Jun");
	await irc.until("FAIL", "REGISTER", "ACCOUNT_EXISTS", "mara");
	await irc.until("FAIL", "REGISTER", "BAD_ACCOUNT_NAME");
	irc.send("VERIFY Jun 1234", "REGISTER * jun@example.org :long enough");
	await irc.until("FAIL", "VERIFY", "INVALID_CODE", "Jun");
	await irc.until("REGISTER", "SUCCESS", "Jun");
	await irc.until("900", "Jun");
	irc.send("REGISTER * * another-one", "CAP END");
	await irc.until("FAIL", "REGISTER", "ALREADY_AUTHENTICATED", "Jun");
	await irc.until("001", "Jun");
	await irc.until("JOIN", "#lobby");
	using again = await RawIrcClient.loggedIn(server.ircPort, "Jun", "long enough");
	again.send("VERIFY Jun 1234");
	await again.until("FAIL", "VERIFY", "ALREADY_AUTHENTICATED", "Jun");
});

test("draft/account-registration, Responses: ACCOUNT_EXISTS is of names that somebody registered, and not of a guest's", async () => {
	await using server = await startParlour({ args: ["--guests"] });
	await signUp(server.url, "Mara");
	using guest = await RawIrcClient.connect(server.ircPort);
	guest.send("NICK Jo1", "USER jo 0 * :Jo");
	await guest.until("001", "Jo1");
	using irc = await RawIrcClient.connect(server.ircPort);
	irc.send("CAP LS 302", "NICK Jo1", "REGISTER * * longenough", "REGISTER Mara * longenough");
	await irc.until("FAIL", "REGISTER", "USERNAME_EXISTS", "Jo1");
	await irc.until("FAIL", "REGISTER", "ACCOUNT_EXISTS", "Mara");
});

test("REGISTER keeps to the host's policy, and asks for the server's word where there is one", async () => {
	await using server = await startParlour({ args: ["--signup", "closed", "--irc-password", "harbour"] });
	using irc = await RawIrcClient.connect(server.ircPort);
	irc.send("CAP LS 302", "NICK Jun", "REGISTER * * longenough");
	expect((await irc.until("FAIL", "REGISTER", "TEMPORARILY_UNAVAILABLE", "Jun")).params[3]).toContain(
		"word of its own",
	);
	irc.send("PASS harbour", "REGISTER * * longenough");
	expect((await irc.until("FAIL", "REGISTER", "TEMPORARILY_UNAVAILABLE", "Jun")).params[3]).toContain(
		"no new accounts",
	);
});
