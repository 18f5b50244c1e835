/** @jsxImportSource preact */
import type { Token, Tokens } from "marked";
import { type ComponentChildren, Fragment } from "preact";
import { memo } from "preact/compat";
import { lexMessage } from "../../client/message-markdown.ts";
import type { Around } from "./around.tsx";
import { named } from "./named.tsx";
import { PlainCode } from "./plain-code.tsx";

/** By how emoji are put together: \p{RGI_Emoji}, which lists them all, would hold up the page for 50 ms at its first use. */
const EMOJI_ALONE =
	/^(?:\s|\p{RI}{2}|[\d#*]\uFE0F\u20E3|\u{1F3F4}[\u{E0020}-\u{E007E}]+\u{E007F}|(?!\p{RI})(?:\p{ExtPict}(?:\uFE0F|\p{EMod})|\p{EPres})(?:\u200D\p{ExtPict}(?:\uFE0F|\p{EMod})?)*){1,12}$/u;
const SAFE_LINK = /^(?:https?:\/\/|mailto:)/i;

/**
 * A message's Markdown as elements. No HTML is ever made from text, so that nothing in a message can become markup:
 * what looks like HTML is shown as it was typed. `around` is what names, rooms and links to messages mean where it stands.
 */
export const Markdown = memo(function Markdown({ text, around }: { text: string; around?: Around }) {
	if (EMOJI_ALONE.test(text) && /\S/.test(text)) return <p class="emoji-alone">{text}</p>;
	return <>{blocks(lexMessage(text), around)}</>;
});

function blocks(tokens: Token[], around?: Around): ComponentChildren[] {
	return tokens.map((token, index) => <Fragment key={index}>{block(token, around)}</Fragment>);
}

function block(token: Token, around?: Around): ComponentChildren {
	switch (token.type) {
		case "space":
			return null;
		case "paragraph":
			return paragraph(token.tokens ?? [], around);
		case "heading":
			return (
				<p>
					<strong>{inline(token.tokens, around)}</strong>
				</p>
			);
		case "code":
			return around?.code(text(token), languageOf(token as Tokens.Code)) ?? <PlainCode text={text(token)} />;
		case "blockquote":
			return <blockquote>{blocks(token.tokens ?? [], around)}</blockquote>;
		case "list":
			return list(token as Tokens.List, around);
		case "hr":
			return <hr />;
		case "text":
			return token.tokens ? inline(token.tokens, around) : named(text(token), around);
		default:
			return <p>{token.raw.trimEnd()}</p>;
	}
}

/** A line that is only the link to a message is drawn as that message. */
function paragraph(tokens: Token[], around?: Around): ComponentChildren {
	const quoted = (line: Token[]) => (line.length === 1 && line[0] ? around?.quote(line[0]) : null) ?? null;
	const parts: ComponentChildren[] = [];
	let plain: Token[] = [];
	const flush = () => {
		if (plain.length > 0) parts.push(<p key={parts.length}>{inline(plain, around)}</p>);
		plain = [];
	};
	for (const line of splitAtBreaks(tokens)) {
		const quote = quoted(line);
		if (quote === null) {
			if (plain.length > 0) plain.push({ type: "br", raw: "\n" });
			plain.push(...line);
		} else {
			flush();
			parts.push(<Fragment key={parts.length}>{quote}</Fragment>);
		}
	}
	flush();
	return parts;
}

function splitAtBreaks(tokens: Token[]): Token[][] {
	const lines: Token[][] = [[]];
	for (const token of tokens) {
		if (token.type === "br") lines.push([]);
		else lines.at(-1)?.push(token);
	}
	return lines;
}

function languageOf({ lang }: Tokens.Code): string {
	return /^[\w+#.-]{1,20}/.exec(lang ?? "")?.[0].toLowerCase() ?? "";
}

function list({ ordered, start, items }: Tokens.List, around?: Around): ComponentChildren {
	const children = items.map((item, index) => (
		<li key={index}>
			{item.task && (item.checked ? "☑ " : "☐ ")}
			{blocks(
				item.tokens.filter(({ type }) => type !== "checkbox"),
				around,
			)}
		</li>
	));
	return ordered ? <ol start={start === "" ? 1 : start}>{children}</ol> : <ul>{children}</ul>;
}

function inline(tokens: Token[] | undefined, around?: Around): ComponentChildren[] {
	return (tokens ?? []).map((token, index) => <Fragment key={index}>{span(token, around)}</Fragment>);
}

function span(token: Token, around?: Around): ComponentChildren {
	switch (token.type) {
		case "strong":
			return <strong>{inline(token.tokens, around)}</strong>;
		case "em":
			return <em>{inline(token.tokens, around)}</em>;
		case "del":
			return <del>{inline(token.tokens, around)}</del>;
		case "codespan":
			return <code>{text(token)}</code>;
		case "br":
			return <br />;
		case "link":
			return link(token as Tokens.Link, around);
		case "escape":
			return text(token);
		case "text":
			return token.tokens ? inline(token.tokens, around) : named(text(token), around);
		default:
			return token.raw;
	}
}

function link({ href, tokens, raw }: Tokens.Link, around?: Around): ComponentChildren {
	if (!SAFE_LINK.test(href)) return raw;
	const inner = around?.inner(href, raw);
	if (inner) return inner;
	return (
		<a href={href} target="_blank" rel="noopener noreferrer nofollow">
			{inline(tokens)}
		</a>
	);
}

function text(token: Token): string {
	return "text" in token && typeof token.text === "string" ? token.text : token.raw;
}
