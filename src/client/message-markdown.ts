import { Lexer, type Token, type Tokens } from "marked";
import { ACTION } from "../protocol/action.ts";

/** More emphasis, code and link marks than this are no prose, and cost more than they tell. */
const MOST_MARKS = 1000;
const DEEPEST = 12;
const FENCED = /^(```|~~~)[\s\S]*?^\1/gm;
const MARK = /[*_~`[\]]/g;
/** Twenty quote or list marks on one line, or a list twenty levels in. */
const NESTED = /^(?:[ \t]*(?:[>\-*+]|\d+[.)])){20}|^ {40,}(?:[-*+]|\d+[.)]) /m;

/**
 * A message's Markdown as marked's tokens. What is made to cost time or to overflow a stack comes as plain text: the
 * message of one may not stop the screens of all. What its author does is emphasised.
 */
export function lexMessage(text: string): Token[] {
	if (!ACTION.test(text)) return lex(text);
	return lex(text.replace(ACTION, "")).map(emphasised);
}

function emphasised(token: Token): Token {
	if (token.type !== "paragraph") return token;
	const { raw, tokens = [] } = token;
	const em: Tokens.Em = { type: "em", raw, text: raw, tokens };
	return { ...token, tokens: [em] };
}

function lex(text: string): Token[] {
	if (NESTED.test(text) || (text.replace(FENCED, "").match(MARK)?.length ?? 0) > MOST_MARKS) return plain(text);
	try {
		const tokens = new Lexer({ gfm: true, breaks: true }).lex(text);
		return isDeeper(tokens, DEEPEST) ? plain(text) : tokens;
	} catch {
		return plain(text);
	}
}

function plain(text: string): Token[] {
	return [{ type: "paragraph", raw: text, text, tokens: [{ type: "text", raw: text, text, escaped: false }] }];
}

function isDeeper(tokens: readonly Token[], levels: number): boolean {
	if (levels === 0) return tokens.length > 0;
	return tokens.some((token) => {
		const inside = [
			...("tokens" in token ? (token.tokens ?? []) : []),
			...(token.type === "list" ? token["items"] : []),
		];
		return inside.length > 0 && isDeeper(inside, levels - 1);
	});
}
