import type { Token, Tokens } from "marked";
import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import type { Client } from "../../client/client.ts";
import type { Message } from "../../protocol/entities.ts";
import { lazy } from "../parts/lazy.tsx";
import { parsePlace } from "../place.ts";
import { PlainCode } from "./plain-code.tsx";

/** What a text means by names, rooms and addresses of this server, where it stands. */
export interface Around {
	/** Whom `@word` names: oneself, somebody else or nobody. */
	who(word: string): "self" | "other" | null;
	/** The address of the room that `#word` names, of those that one is in. */
	room(word: string): string | null;
	/** The message that this token is a bare link to. */
	quote(token: Token): ComponentChildren | null;
	/** A link that stays in this window. */
	inner(href: string, raw: string): ComponentChildren | null;
	code(text: string, language: string): ComponentChildren;
}

const CodeBlock = lazy(() => import("./code-block.tsx").then((module) => module.CodeBlock), PlainCode, { plain: true });
const MessageQuote = lazy(() => import("./message-quote.tsx").then((module) => module.MessageQuote), QuoteSpace);

/** Keeps the place of one that is being loaded. */
function QuoteSpace() {
	return <div class="quote waiting" />;
}

export function useAround(client: Client, message: Message): Around {
	const me = client.me.value;
	const names = new Map<string, "self" | "other">();
	for (const id of message.mentions ?? []) {
		const name = id === me?.id ? me.name : client.people.profile(id)?.name;
		if (name !== undefined) names.set(name.toLowerCase(), id === me?.id ? "self" : "other");
	}
	if (message.everyone) names.set(message.everyone, "self");
	const known = [...names].join();
	return useMemo(() => makeAround(client, names), [client, known]);
}

function makeAround(client: Client, names: ReadonlyMap<string, "self" | "other">): Around {
	const roomNamed = (word: string) => {
		for (const { info } of client.rooms.value.values()) {
			const { name, visibility } = info.value;
			if (visibility !== "direct" && name.toLowerCase() === word) return `#${encodeURIComponent(name)}`;
		}
		return null;
	};
	return {
		who: (word) => names.get(word) ?? null,
		room: roomNamed,
		quote(token) {
			if (token.type !== "link") return null;
			const { href, raw } = token as Tokens.Link;
			const hash = ownHash(href);
			const place = hash === null ? null : parsePlace(hash);
			if (raw !== href || place?.view !== "room" || place.seq === null) return null;
			return <MessageQuote client={client} place={place} hash={hash ?? ""} />;
		},
		inner(href, raw) {
			const hash = ownHash(href);
			return hash === null ? null : <a href={hash}>{raw === href ? hash : raw}</a>;
		},
		code: (text, language) => <CodeBlock text={text} language={language} />,
	};
}

/** The hash of an address that is this very page's. */
function ownHash(href: string): string | null {
	const page = `${location.origin}${location.pathname}#`;
	return href.startsWith(page) && href.length > page.length ? href.slice(page.length - 1) : null;
}
