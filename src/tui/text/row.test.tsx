import { expect, test } from "bun:test";
import { renderToString } from "ink";
import { span } from "./line.ts";
import { Row } from "./row.tsx";

const ESC = "\u001B";
const leadsTo = (href: string, text: string) => `${ESC}]8;;${href}\u0007${text}${ESC}]8;;\u0007`;

test("a terminal is told where words lead, and only that of what others wrote steers it", () => {
	const line = [span("see "), span(`the ${ESC}[2Jplan`, { href: "https://example.org/plan" }), span(" today")];
	expect(renderToString(<Row line={line} />)).toBe(`see ${leadsTo("https://example.org/plan", "the ␛[2Jplan")} today`);
});

test("each row of a link that is broken into several leads there", () => {
	const href = "https://example.org/files/report";
	const rows = ["https://example.org/", "files/report"].map((text) =>
		renderToString(<Row line={[span(text, { href })]} />),
	);
	expect(rows).toEqual([leadsTo(href, "https://example.org/"), leadsTo(href, "files/report")]);
});
