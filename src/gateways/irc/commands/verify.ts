import type { EarlyCommand } from "./command.ts";

/** IRCv3 draft/account-registration. Nothing is ever verified by a code here. */
export const verify: EarlyCommand = {
	name: "VERIFY",
	minParams: 2,
	early: true,
	run(client, { params: [name = ""] }) {
		const known = client.account ?? client.registration.account;
		if (known) return client.fail("VERIFY", "ALREADY_AUTHENTICATED", known.name, "You are logged in already");
		client.fail("VERIFY", "INVALID_CODE", name.slice(0, 64), "No account here waits for a code");
	},
};
