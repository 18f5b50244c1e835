import { METADATA_LIMITS } from "./metadata/limits.ts";
import { MULTILINE_MAX_BYTES, MULTILINE_MAX_LINES } from "./multiline.ts";

/** Those that decide how a line looks, and whether there is one: two clients that agree in these are sent the same bytes. */
const LOOKS = [
	"account-tag",
	"away-notify",
	"batch",
	"draft/message-redaction",
	"draft/multiline",
	"extended-join",
	"invite-notify",
	"message-tags",
	"server-time",
] as const;
/** Of account-notify and chghost one hears where a guest becomes an account, and where a guest's name changes. */
const OTHERS = [
	"account-notify",
	"cap-notify",
	"chghost",
	"draft/account-registration",
	"draft/channel-rename",
	"draft/chathistory",
	"draft/event-playback",
	"draft/extended-isupport",
	"draft/metadata-2",
	"draft/no-implicit-names",
	"draft/pre-away",
	"draft/read-marker",
	"echo-message",
	"extended-monitor",
	"labeled-response",
	"multi-prefix",
	"no-implicit-names",
	"sasl",
	"setname",
	"soju.im/search",
	"standard-replies",
	"userhost-in-names",
] as const;

export type Look = (typeof LOOKS)[number];
export type Capability = Look | (typeof OTHERS)[number];

/** What a client may ask for (IRCv3), in the order in which it is shown. */
export const CAPABILITIES: readonly Capability[] = [...LOOKS, ...OTHERS].sort();

/** A set of those that decide how a line looks, a bit each: it is compared for each line that a client is sent. */
export type Looks = number;

/** A set of capabilities. Each has a bit in one of the two, which hold 32 each. */
export interface Capabilities {
	readonly looks: Looks;
	readonly others: number;
}

export const NONE: Capabilities = { looks: 0, others: 0 };

/** Each by itself. */
const SINGLE = new Map<string, Capabilities>();
for (const [index, name] of LOOKS.entries()) SINGLE.set(name, { looks: 1 << index, others: 0 });
for (const [index, name] of OTHERS.entries()) SINGLE.set(name, { looks: 0, others: 1 << index });

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

function single(name: Capability): Capabilities {
	return SINGLE.get(name) ?? NONE;
}

export function isCapability(name: string): name is Capability {
	return SINGLE.has(name);
}

export function has({ looks, others }: Capabilities, name: Capability): boolean {
	const one = single(name);
	return (looks & one.looks) !== 0 || (others & one.others) !== 0;
}

/** The same of the looks alone. */
export function sees(looks: Looks, name: Look): boolean {
	return (looks & single(name).looks) !== 0;
}

export function including({ looks, others }: Capabilities, name: Capability): Capabilities {
	const one = single(name);
	return (IMPLIED[name] ?? []).reduce(including, { looks: looks | one.looks, others: others | one.others });
}

export function without({ looks, others }: Capabilities, name: Capability): Capabilities {
	const one = single(name);
	return { looks: looks & ~one.looks, others: others & ~one.others };
}

export function namesOf(set: Capabilities): Capability[] {
	return CAPABILITIES.filter((name) => has(set, name));
}

/** `withValues` is for clients that said 302 or more. Drafts come last: older clients are sent the first line alone. */
export function offered(withValues: boolean): string[] {
	const drafts = CAPABILITIES.filter((name) => name.startsWith("draft/"));
	const ratified = CAPABILITIES.filter((name) => !name.startsWith("draft/"));
	return [...ratified, ...drafts].map((name) => (withValues && VALUES[name] ? `${name}=${VALUES[name]}` : name));
}
