import type { Command } from "./command.ts";

export const invite: Command = {
	name: "invite",
	usage: "invite",
	help: "Make a link with which one person can sign up, within a week",
	async run({ core, baseUrl, print }) {
		const code = await core.accounts.createInvite();
		print(`${baseUrl.replace(/\/+$/, "")}/?invite=${code}`);
		if (core.accounts.signUpPolicy === "open") print("Sign-up is open, so nobody needs an invite");
		else print("One person can sign up with this link, within a week");
	},
};
