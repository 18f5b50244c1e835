/** Keys that a client may subscribe to. */
export const MOST_SUBSCRIPTIONS = 20;
/** Keys that a person may set beside those of their profile. */
export const MOST_KEYS = 20;
/** Of UTF-8: with its key, its target and the server's name before it, it fits a line. */
export const MAX_VALUE_BYTES = 300;
export const MAX_KEY_CHARS = 64;

/** What the capability's value tells of them, by the tokens of the draft and by those that it had before. */
export const METADATA_LIMITS = [
	"before-connect",
	`max-subs=${MOST_SUBSCRIPTIONS}`,
	`max-keys=${MOST_KEYS}`,
	`max-value-bytes=${MAX_VALUE_BYTES}`,
	`maxsub=${MOST_SUBSCRIPTIONS}`,
	`maxkey=${MOST_KEYS}`,
].join(",");

/** IRCv3 draft/metadata-2, Keys and Values. Null for what is no key; keys are the same in upper and lower case. */
export function keyOf(text: string): string | null {
	return /^[A-Za-z0-9_.-][A-Za-z0-9_.:-]*$/.test(text) && text.length <= MAX_KEY_CHARS ? text.toLowerCase() : null;
}
