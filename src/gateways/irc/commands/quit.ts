import type { EarlyCommand } from "./command.ts";

/** RFC 2812 3.1.7. Going is not leaving: membership lasts, but a guest's, whose last words others read. */
export const quit: EarlyCommand = {
	name: "QUIT",
	minParams: 0,
	early: true,
	run: (client, { params: [words = ""] }) => client.close(words === "" ? "Quit" : `Quit: ${words}`, true),
};
