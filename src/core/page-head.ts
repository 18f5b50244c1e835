import { Parser } from "htmlparser2";

export interface PageHead {
	title: string;
	description?: string;
	site?: string;
}

const MAX_TITLE_CHARS = 200;
const MAX_DESCRIPTION_CHARS = 400;
const MAX_SITE_CHARS = 100;
/** A few ms. */
const PIECE_CHARS = 16_384;
/** No head has so many; the parser's cost grows with how deep they stand in each other. */
const MAX_TAGS = 2000;
/** What would break a line, hide in it or turn its direction; joiners are part of emoji and of some scripts. */
const UNSEEN = /(?![\u200C\u200D])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * What an HTML page says of itself, as plain lines of text, or null where it has no title. `pause` lets others go on
 * between two pieces of it.
 */
export async function readPageHead(html: string, pause: () => Promise<void>): Promise<PageHead | null> {
	const metas = new Map<string, string>();
	let titleText = "";
	let inTitle = false;
	let tags = 0;
	let over = false;
	const parser = new Parser({
		onopentag(name, { property, name: metaName, content }) {
			if (name === "body" || ++tags === MAX_TAGS) over = true;
			if (over) return;
			inTitle = name === "title" && titleText === "";
			const key = (property ?? metaName ?? "").toLowerCase();
			if (name === "meta" && content && !metas.has(key)) metas.set(key, content);
		},
		ontext(text) {
			if (inTitle && !over && titleText.length < MAX_TITLE_CHARS * 4) titleText += text;
		},
		onclosetag(name) {
			inTitle = false;
			if (name === "head") over = true;
		},
	});
	for (let at = 0; at < html.length && !over; at += PIECE_CHARS) {
		if (at > 0) await pause();
		parser.write(html.slice(at, at + PIECE_CHARS));
	}
	const pick = (maxChars: number, ...keys: string[]) =>
		keys.map((key) => oneLine(metas.get(key) ?? "", maxChars)).find((text) => text !== "") ?? "";
	const title = pick(MAX_TITLE_CHARS, "og:title", "twitter:title") || oneLine(titleText, MAX_TITLE_CHARS);
	if (title === "") return null;
	const description = pick(MAX_DESCRIPTION_CHARS, "og:description", "twitter:description", "description");
	const site = pick(MAX_SITE_CHARS, "og:site_name");
	return { title, ...(description === "" ? {} : { description }), ...(site === "" ? {} : { site }) };
}

function oneLine(raw: string, maxChars: number): string {
	// Enough to cut from, so that a huge one costs nothing.
	const text = raw
		.slice(0, maxChars * 8)
		.toWellFormed()
		.replace(/\s+/g, " ")
		.replace(UNSEEN, "")
		.trim();
	const chars = [...text];
	return chars.length <= maxChars
		? text
		: `${chars
				.slice(0, maxChars - 1)
				.join("")
				.trimEnd()}…`;
}
