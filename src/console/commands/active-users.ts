import { guestName } from "../../protocol/guest-name.ts";
import { count, table } from "../printable.ts";
import type { Command } from "./command.ts";

export const activeUsers: Command = {
	name: "active users",
	aliases: ["<ACTIVE USERS>"],
	usage: "active users",
	help: "Who is connected, and how",
	run({ core, print }) {
		const people = [...core.presence.people].map(({ user, connections }) => [
			user.guest ? guestName(user.name) : user.name,
			[...new Set([...connections].map(({ gateway }) => gateway))].join(", "),
		]);
		if (people.length === 0) return print("No active users");
		print(count(people.length, "active user"));
		people.sort(([a = ""], [b = ""]) => a.localeCompare(b));
		for (const line of table(people)) print(line);
	},
};
