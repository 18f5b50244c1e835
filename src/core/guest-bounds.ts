import type { Account } from "../protocol/entities.ts";
import { ParlourError } from "../protocol/errors.ts";

/** What takes an account. `doing` completes "Cannot". Throws `forbidden`. */
export function refuseGuest({ role }: Pick<Account, "role">, doing: string): void {
	if (role === "guest") throw new ParlourError("forbidden", `Cannot ${doing} as a guest: make an account for that`);
}
