import { ParlourError } from "../../../protocol/errors.ts";
import { placeOf } from "../names.ts";
import { deletionKey } from "../own-key.ts";
import type { PersonCommand } from "./command.ts";

/** IRCv3 draft/message-redaction */
export const redact: PersonCommand = {
	name: "REDACT",
	minParams: 2,
	async run(client, { params: [target = "", msgid = ""] }, person) {
		const place = placeOf(msgid);
		if (!place) return client.fail("REDACT", "UNKNOWN_MSGID", target, msgid.slice(0, 64), "There is no such message");
		try {
			const { messages } = client.context.core;
			await client.doing(deletionKey(place), () => client.patiently(() => messages.delete(person, place)));
		} catch (cause) {
			if (!(cause instanceof ParlourError) || cause.code === "rate_limited") throw cause;
			const code = cause.code === "forbidden" ? "REDACT_FORBIDDEN" : "UNKNOWN_MSGID";
			client.fail("REDACT", code, target, msgid, cause.message);
		}
	},
};
