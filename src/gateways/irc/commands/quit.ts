import type { EarlyCommand } from "./command.ts";

/** RFC 2812 3.1.7. Going is not leaving: membership lasts. */
export const quit: EarlyCommand = {
	name: "QUIT",
	minParams: 0,
	early: true,
	run: (client) => client.close("Quit", true),
};
