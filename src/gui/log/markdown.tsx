/** @jsxImportSource preact */
import type { Token, Tokens } from "marked";
import { type ComponentChildren, Fragment } from "preact";
import { memo } from "preact/compat";
import { lexMessage } from "../../client/message-markdown.ts";

const EMOJI_ALONE = /^(?:\p{RGI_Emoji}|\s){1,12}$/v;
const SAFE_LINK = /^(?:https?:\/\/|mailto:)/i;

/**
 * A message's Markdown as elements. No HTML is ever made from text, so that nothing in a message can become markup:
 * what looks like HTML is shown as it was typed.
 */
export const Markdown = memo(function Markdown({ text }: { text: string }) {
	if (EMOJI_ALONE.test(text) && /\S/.test(text)) return <p class="emoji-alone">{text}</p>;
	return <>{blocks(lexMessage(text))}</>;
});

function blocks(tokens: Token[]): ComponentChildren[] {
	return tokens.map((token, index) => <Fragment key={index}>{block(token)}</Fragment>);
}

function block(token: Token): ComponentChildren {
	switch (token.type) {
		case "space":
			return null;
		case "paragraph":
			return <p>{inline(token.tokens)}</p>;
		case "heading":
			return (
				<p>
					<strong>{inline(token.tokens)}</strong>
				</p>
			);
		case "code":
			return (
				// biome-ignore lint/a11y/noNoninteractiveTabindex: a long line is read by scrolling, with the arrow keys too
				<pre tabIndex={0}>
					<code>{text(token)}</code>
				</pre>
			);
		case "blockquote":
			return <blockquote>{blocks(token.tokens ?? [])}</blockquote>;
		case "list":
			return list(token as Tokens.List);
		case "hr":
			return <hr />;
		case "text":
			return token.tokens ? inline(token.tokens) : text(token);
		default:
			return <p>{token.raw.trimEnd()}</p>;
	}
}

function list({ ordered, start, items }: Tokens.List): ComponentChildren {
	const children = items.map((item, index) => (
		<li key={index}>
			{item.task && (item.checked ? "☑ " : "☐ ")}
			{blocks(item.tokens.filter(({ type }) => type !== "checkbox"))}
		</li>
	));
	return ordered ? <ol start={start === "" ? 1 : start}>{children}</ol> : <ul>{children}</ul>;
}

function inline(tokens: Token[] | undefined): ComponentChildren[] {
	return (tokens ?? []).map((token, index) => <Fragment key={index}>{span(token)}</Fragment>);
}

function span(token: Token): ComponentChildren {
	switch (token.type) {
		case "strong":
			return <strong>{inline(token.tokens)}</strong>;
		case "em":
			return <em>{inline(token.tokens)}</em>;
		case "del":
			return <del>{inline(token.tokens)}</del>;
		case "codespan":
			return <code>{text(token)}</code>;
		case "br":
			return <br />;
		case "link":
			return link(token as Tokens.Link);
		case "escape":
			return text(token);
		case "text":
			return token.tokens ? inline(token.tokens) : text(token);
		default:
			return token.raw;
	}
}

function link({ href, tokens, raw }: Tokens.Link): ComponentChildren {
	if (!SAFE_LINK.test(href)) return raw;
	return (
		<a href={href} target="_blank" rel="noopener noreferrer nofollow">
			{inline(tokens)}
		</a>
	);
}

function text(token: Token): string {
	return "text" in token && typeof token.text === "string" ? token.text : token.raw;
}
