import { sayToAll } from "../saying/say-to-all.ts";
import { addToMultiline, isOfMultiline } from "./batch.ts";
import type { PersonCommand } from "./command.ts";

/** RFC 2812 3.3.2: said as any message is, but a failure has no answer. */
export const notice: PersonCommand = {
	name: "NOTICE",
	minParams: 0,
	async run(client, line, person) {
		if (isOfMultiline(client, line)) return addToMultiline(client, line);
		await sayToAll(client, line, person, "NOTICE");
	},
};
