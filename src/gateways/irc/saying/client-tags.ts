import type { Tag } from "../outgoing.ts";

const KEY = /^\+(?:[A-Za-z\d.-]+\/)?[A-Za-z\d.-]+$/;

/** IRCv3 message-tags, Client-only tags: those that are passed on as they are. `except`: a name that the server gives itself. */
export function clientTagsOf(tags: ReadonlyMap<string, string>, except?: string): Tag[] {
	const given = except === undefined ? [] : [`+${except}`, `+draft/${except}`];
	return [...tags].filter(([key, value]) => KEY.test(key) && !given.includes(key) && !value.includes("\0"));
}

/** A tag that was a draft, by either of its names. */
export function eitherTag(tags: ReadonlyMap<string, string>, name: string): string | undefined {
	return tags.get(`+${name}`) ?? tags.get(`+draft/${name}`);
}
