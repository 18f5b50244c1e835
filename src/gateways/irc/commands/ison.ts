import { RPL } from "../numerics.ts";
import { namesOnline } from "../online.ts";
import { showWords } from "../show/words.ts";
import type { PersonCommand } from "./command.ts";

/** RFC 2812 4.9 */
export const ison: PersonCommand = {
	name: "ISON",
	minParams: 1,
	costly: true,
	async run(client, { params }) {
		const asked = params.flatMap((param) => param.split(" ")).filter((nick) => nick !== "");
		const here = await namesOnline(client.context.core, asked.slice(0, 50));
		showWords(client, RPL.ISON, [], here);
	},
};
