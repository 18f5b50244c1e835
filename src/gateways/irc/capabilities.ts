import { METADATA_LIMITS } from "./metadata/limits.ts";
import { MULTILINE_MAX_BYTES, MULTILINE_MAX_LINES } from "./multiline.ts";

/**
 * What a client may ask for (IRCv3), in the order in which it is shown. Each has a bit, so that what a client has is one
 * number. Of account-notify and chghost one hears where a guest becomes an account, and where a guest's name changes.
 */
export const CAPABILITIES = [
	"account-notify",
	"account-tag",
	"away-notify",
	"batch",
	"cap-notify",
	"chghost",
	"draft/account-registration",
	"draft/channel-rename",
	"draft/chathistory",
	"draft/event-playback",
	"draft/extended-isupport",
	"draft/message-redaction",
	"draft/metadata-2",
	"draft/multiline",
	"draft/no-implicit-names",
	"draft/pre-away",
	"draft/read-marker",
	"echo-message",
	"extended-join",
	"extended-monitor",
	"invite-notify",
	"labeled-response",
	"message-tags",
	"multi-prefix",
	"no-implicit-names",
	"sasl",
	"server-time",
	"setname",
	"soju.im/search",
	"standard-replies",
	"userhost-in-names",
] as const;

export type Capability = (typeof CAPABILITIES)[number];

/** A set of capabilities: a bit each. */
export type Capabilities = number;

const BITS = new Map<string, number>(CAPABILITIES.map((name, index) => [name, 1 << index]));
/** What each needs to be of any use; asking for it asks for these. */
const IMPLIED: Partial<Record<Capability, Capability[]>> = {
	"labeled-response": ["batch"],
	"draft/chathistory": ["batch", "server-time", "message-tags"],
	"draft/metadata-2": ["batch"],
	"draft/multiline": ["batch", "message-tags"],
};
const VALUES: Partial<Record<Capability, string>> = {
	"draft/account-registration": "before-connect,custom-account-name",
	"draft/metadata-2": METADATA_LIMITS,
	"draft/multiline": `max-bytes=${MULTILINE_MAX_BYTES},max-lines=${MULTILINE_MAX_LINES}`,
	sasl: "PLAIN",
};

export function isCapability(name: string): name is Capability {
	return BITS.has(name);
}

export function has(set: Capabilities, name: Capability): boolean {
	return (set & (BITS.get(name) ?? 0)) !== 0;
}

export function including(set: Capabilities, name: Capability): Capabilities {
	return (IMPLIED[name] ?? []).reduce(including, set | (BITS.get(name) ?? 0));
}

export function without(set: Capabilities, name: Capability): Capabilities {
	return set & ~(BITS.get(name) ?? 0);
}

export function namesOf(set: Capabilities): Capability[] {
	return CAPABILITIES.filter((name) => has(set, name));
}

/** `withValues` is for clients that said 302 or more. Drafts come last: older clients read the first line alone. */
export function offered(withValues: boolean): string[] {
	const drafts = CAPABILITIES.filter((name) => name.startsWith("draft/"));
	const ratified = CAPABILITIES.filter((name) => !name.startsWith("draft/"));
	return [...ratified, ...drafts].map((name) => (withValues && VALUES[name] ? `${name}=${VALUES[name]}` : name));
}

/** Those that decide how a line looks, and whether there is one: two clients that agree in these are sent the same bytes. */
export const LOOKS: Capabilities = (
	[
		"account-tag",
		"away-notify",
		"batch",
		"draft/message-redaction",
		"draft/multiline",
		"extended-join",
		"invite-notify",
		"message-tags",
		"server-time",
	] satisfies Capability[]
).reduce<Capabilities>((set, name) => set | (BITS.get(name) ?? 0), 0);
