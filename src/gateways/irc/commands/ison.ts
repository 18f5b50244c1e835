import { RPL } from "../numerics.ts";
import { nickOnline } from "../online.ts";
import type { PersonCommand } from "./command.ts";

/** RFC 2812 4.9 */
export const ison: PersonCommand = {
	name: "ISON",
	minParams: 1,
	run(client, { params }) {
		const asked = params.flatMap((param) => param.split(" ")).filter((nick) => nick !== "");
		const here = asked.slice(0, 50).flatMap((nick) => nickOnline(client.context.core, nick)?.user.name ?? []);
		client.reply(RPL.ISON, here.join(" "));
	},
};
