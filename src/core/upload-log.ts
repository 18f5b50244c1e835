import { ParlourError } from "../protocol/errors.ts";
import type { Origin } from "./accounts.ts";
import type { Log, LogFields } from "./log.ts";
import type { Uploader } from "./uploads.ts";

/** Whose upload it was, from where, and what became of it; never what it is called. */
export async function logged<T>(
	log: Log,
	what: { event: string; session: Pick<Uploader, "account">; origin: Origin; length: number | null },
	work: () => Promise<T>,
	about: (done: T) => LogFields,
): Promise<T> {
	const who = { user: what.session.account.name, address: what.origin.address };
	try {
		const done = await work();
		log.info(what.event, { ...who, ...about(done) });
		return done;
	} catch (cause) {
		const code = cause instanceof ParlourError ? cause.code : "internal";
		log.info(`${what.event} refused`, { ...who, size: what.length, code });
		throw cause;
	}
}
