import type { Person } from "../../../core/presence.ts";
import { rateLimited } from "../../../core/rate-limit.ts";
import type { IrcClient } from "./irc-client.ts";

/** Waits where somebody does too much at once of what core does not count. A line that others are sent is a turn. */
export async function takeTurn(client: IrcClient, person: Person, turns = 1): Promise<void> {
	for (let turn = 0; turn < turns; turn++) {
		await client.patiently(async () => {
			const waitMs = client.context.asking?.take(person.account.id) ?? 0;
			if (waitMs > 0) throw rateLimited(waitMs);
		});
	}
}
