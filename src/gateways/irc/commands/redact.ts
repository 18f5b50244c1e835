import type { Person } from "../../../core/presence.ts";
import { ParlourError } from "../../../protocol/errors.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import { deletionKey } from "../connection/own-key.ts";
import { findTarget } from "../find-room.ts";
import { placeOf } from "../names.ts";
import type { PersonCommand } from "./command.ts";

/** IRCv3 draft/message-redaction */
export const redact: PersonCommand = {
	name: "REDACT",
	minParams: 2,
	async run(client, { params: [target = "", msgid = "", reason = ""] }, person) {
		const room = await findTarget(client, target, person);
		if (!room) return client.fail("REDACT", "INVALID_TARGET", target.slice(0, 64), "There is no such target");
		const place = placeOf(msgid);
		if (place?.room !== room.id) {
			return client.fail("REDACT", "UNKNOWN_MSGID", target, msgid.slice(0, 64), "There is no such message");
		}
		try {
			await client.own.during(deletionKey(place), () => remove(client, person, place, reason));
		} catch (cause) {
			if (!(cause instanceof ParlourError) || cause.code === "rate_limited") throw cause;
			const code = cause.code === "forbidden" ? "REDACT_FORBIDDEN" : "UNKNOWN_MSGID";
			client.fail("REDACT", code, target, msgid, cause.message);
		}
	},
};

/** Others are told who did it, and why. */
async function remove(
	client: IrcClient,
	person: Person,
	place: { room: number; seq: number },
	reason: string,
): Promise<void> {
	const { core, audience } = client.context;
	const key = deletionKey(place);
	const redaction = { by: person.user, reason };
	await client.patiently(() =>
		audience.asides.redactions.during(key, redaction, () => core.messages.delete(person, place)),
	);
}
