import type { Secrets } from "../../core/secrets.ts";

/** A reference tag of IRCv3 batch, which is of letters, digits and hyphens. */
export function newBatchId(secrets: Secrets): string {
	return `b${secrets.randomToken().slice(0, 8).replaceAll("_", "-")}`;
}
