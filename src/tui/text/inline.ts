import type { Token, Tokens } from "marked";
import { hrefOf } from "./href.ts";
import { type Span, type Style, span } from "./line.ts";
import type { MarkdownLook } from "./markdown.ts";

const SAFE_LINK = /^(?:https?:\/\/|mailto:)/i;
const MENTION = /(@[\p{L}\p{M}\p{N}._-]*[\p{L}\p{M}\p{N}])/u;

/** Bold, italic, code, links and so on within a paragraph. A line break is a \n in the text. */
export function inlineSpans(tokens: readonly Token[], look: MarkdownLook, style: Style = {}): Span[] {
	return tokens.flatMap((token) => pieces(token, look, style));
}

function pieces(token: Token, look: MarkdownLook, style: Style): Span[] {
	const inner = (more: Style) =>
		inlineSpans(token.type !== "text" && "tokens" in token ? (token.tokens ?? []) : [], look, { ...style, ...more });
	switch (token.type) {
		case "strong":
			return inner({ bold: true });
		case "em":
			return inner({ italic: true });
		case "del":
			return inner({ strike: true });
		case "codespan":
			return [span(textIn(token), { ...style, ...look.theme.code })];
		case "br":
			return [span("\n", style)];
		case "link":
			return link(token as Tokens.Link, look, style);
		case "text":
			if (token.tokens) return inlineSpans(token.tokens, look, style);
			return withMentions(textIn(token), look, style);
		case "escape":
			return [span(textIn(token), style)];
		default:
			return [span(token.raw, style)];
	}
}

/** A terminal shows no tips: where a link leads stands beside its words. */
function link({ href, tokens, raw }: Tokens.Link, look: MarkdownLook, style: Style): Span[] {
	if (!SAFE_LINK.test(href)) return [span(raw, style)];
	const leads: Style = { ...style, href: hrefOf(href) };
	const words = inlineSpans(tokens, look, { ...leads, ...look.theme.link });
	const shown = words.map(({ text }) => text).join("");
	if (shown === href || href === `mailto:${shown}` || href === `http://${shown}`) return words;
	return [...words, span(` (${href})`, { ...leads, ...look.theme.faint })];
}

const EVERYONE = /^@(?:here|room)$/i;

function withMentions(text: string, { me, everyone, theme }: MarkdownLook, style: Style): Span[] {
	if (!text.includes("@")) return [span(text, style)];
	return text
		.split(MENTION)
		.filter((part) => part !== "")
		.map((part) => {
			const named = part.startsWith("@") && part.slice(1).toLowerCase() === me.toLowerCase();
			const own = named || (everyone === true && EVERYONE.test(part));
			return span(part, own ? { ...style, ...theme.mention } : style);
		});
}

function textIn(token: Token): string {
	return "text" in token && typeof token.text === "string" ? token.text : token.raw;
}
