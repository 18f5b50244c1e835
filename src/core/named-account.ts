import type { User } from "../protocol/entities.ts";
import { ParlourError } from "../protocol/errors.ts";
import type { Store } from "../store/port.ts";
import { lookupKey } from "./names.ts";

/** Whom somebody named by hand. Throws `not_found`. */
export async function namedAccount(store: Store, name: string): Promise<User> {
	const key = lookupKey(name);
	const found = key === null ? null : await store.accountByKey(key);
	if (!found) throw new ParlourError("not_found", `Cannot find an account named ${name.slice(0, 64)}`);
	const { id, guest } = found;
	return guest ? { id, name: found.name, guest } : { id, name: found.name };
}
