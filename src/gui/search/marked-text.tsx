import { marked } from "./excerpt.ts";

/** Text with the terms that were searched for marked in it. */
export function MarkedText({ text, terms }: { text: string; terms: readonly string[] }) {
	return <>{marked(text, terms).map((piece, at) => (piece.hit ? <mark key={at}>{piece.text}</mark> : piece.text))}</>;
}
