import { sayToAll } from "../say-to-all.ts";
import type { PersonCommand } from "./command.ts";

/** RFC 2812 3.3.2: said as any message is, but a failure has no answer. */
export const notice: PersonCommand = {
	name: "NOTICE",
	minParams: 0,
	run: (client, line, person) => sayToAll(client, line, person, true),
};
