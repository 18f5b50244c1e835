import { RPL } from "../numerics.ts";
import type { PersonCommand } from "./command.ts";

/** RFC 2812 3.4.4: of what it may ask, `u` alone concerns somebody who is no host. */
export const stats: PersonCommand = {
	name: "STATS",
	minParams: 1,
	run(client, { params: [query = ""] }) {
		if (query === "u") client.reply(RPL.STATSUPTIME, uptime(client.context.clock.now() - client.context.startedAt));
		client.reply(RPL.ENDOFSTATS, query.slice(0, 1) || "*", "End of STATS report");
	},
};

function uptime(ms: number): string {
	const seconds = Math.floor(ms / 1000);
	const two = (number: number) => String(number).padStart(2, "0");
	const [days, hours, minutes] = [
		Math.floor(seconds / 86_400),
		Math.floor(seconds / 3600) % 24,
		Math.floor(seconds / 60) % 60,
	];
	return `Server Up ${days} days ${hours}:${two(minutes)}:${two(seconds % 60)}`;
}
