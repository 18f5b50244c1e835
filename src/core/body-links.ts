const URLS = /https?:\/\/[^\s<>"`\\^{}|]+/giu;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const TRAILING = ".,;:!?'*_~]";
const MAX_URL_CHARS = 2000;

/** The first web addresses that stand in a Markdown text outside of code, each once, at most `limit`. */
export function linksIn(body: string, limit: number): string[] {
	if (!body.includes("://")) return [];
	const found = new Set<string>();
	for (const [raw] of withoutCodeSpans(withoutFences(body)).matchAll(URLS)) {
		const link = upToItsEnd(raw);
		if (isFetchable(link)) found.add(link);
		if (found.size === limit) break;
	}
	return [...found];
}

function withoutFences(body: string): string {
	let open: string | null = null;
	const kept: string[] = [];
	for (const line of body.split("\n")) {
		const fence = FENCE.exec(line)?.[1];
		if (open !== null) {
			if (fence?.startsWith(open) && line.trim() === fence) open = null;
		} else if (fence === undefined) kept.push(line);
		else open = fence;
	}
	return kept.join("\n");
}

/** A run of backticks opens a span that the next run of the same length closes. */
function withoutCodeSpans(text: string): string {
	const runs = [...text.matchAll(/`+/g)].map((run) => ({ at: run.index, length: run[0].length, closedBy: -1 }));
	const nextOfLength = new Map<number, number>();
	for (let index = runs.length - 1; index >= 0; index--) {
		const run = runs[index];
		if (!run) continue;
		run.closedBy = nextOfLength.get(run.length) ?? -1;
		nextOfLength.set(run.length, index);
	}
	let kept = "";
	let from = 0;
	for (let index = 0; index < runs.length; index++) {
		const run = runs[index];
		const end = run && runs[run.closedBy];
		if (!end) continue;
		kept += `${text.slice(from, run.at)} `;
		from = end.at + end.length;
		index = run.closedBy;
	}
	return kept + text.slice(from);
}

/** Without a bracket that was opened before it, and without the sentence's own punctuation. */
function upToItsEnd(raw: string): string {
	let depth = 0;
	for (let index = 0; index < raw.length; index++) {
		if (raw[index] === "(") depth++;
		else if (raw[index] === ")" && depth-- === 0) return withoutTrailing(raw.slice(0, index));
	}
	return withoutTrailing(raw);
}

/** By hand: a pattern would begin anew at each sign of a long run of them. */
function withoutTrailing(raw: string): string {
	let end = raw.length;
	while (end > 0 && TRAILING.includes(raw[end - 1] ?? " ")) end--;
	return raw.slice(0, end);
}

/** No password in it, and a host that has a dot, or is an address of IPv6. */
function isFetchable(link: string): boolean {
	return link.length <= MAX_URL_CHARS && /[.:]/.test(hostOfLink(link));
}

/** With its port; empty where what stands before it is a name or a password. */
export function hostOfLink(link: string): string {
	return /^https?:\/\/([^/?#@]+)(?:[/?#]|$)/i.exec(link)?.[1] ?? "";
}
