import { RPL } from "../numerics.ts";
import { nickOnline } from "../online.ts";
import { isOperatorHere } from "../operators.ts";
import { showWords } from "../show/words.ts";
import type { PersonCommand } from "./command.ts";

/** RFC 2812 4.8: `*` for operators, `-` for who is away. */
export const userhost: PersonCommand = {
	name: "USERHOST",
	minParams: 1,
	costly: true,
	async run(client, { params }, person) {
		const { core } = client.context;
		const found = await Promise.all(params.slice(0, 5).map((nick) => nickOnline(core, nick)));
		const ids = found.flatMap((one) => one?.user.id ?? []);
		const profiles = new Map((await core.people.byIds(person, ids)).map((profile) => [profile.id, profile]));
		const replies = ids.flatMap((id) => {
			const { name, status } = profiles.get(id) ?? {};
			if (name === undefined) return [];
			const operator = isOperatorHere(client.context, id) ? "*" : "";
			return `${name}${operator}=${status ? "-" : "+"}${name}@${client.serverName}`;
		});
		showWords(client, RPL.USERHOST, [], replies);
	},
};
