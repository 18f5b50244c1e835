import type { Person } from "../../../core/presence.ts";
import { rateLimited } from "../../../core/rate-limit.ts";
import type { IrcClient } from "./irc-client.ts";

/** Waits where somebody does too much at once of what core does not count. */
export function takeTurn(client: IrcClient, person: Person): Promise<void> {
	return client.patiently(async () => {
		const waitMs = client.context.asking?.take(person.account.id) ?? 0;
		if (waitMs > 0) throw rateLimited(waitMs);
	});
}
