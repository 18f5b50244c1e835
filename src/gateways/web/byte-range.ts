/** From `start` up to and without `end`. */
export interface ByteRange {
	start: number;
	end: number;
}

/** A Range header's only range; null where there is none, or several, which are answered by the whole. */
export function readRange(header: string | null, size: number): ByteRange | "unsatisfiable" | null {
	const [, first = "", last = ""] = header?.match(/^bytes=(\d*)-(\d*)$/i) ?? [];
	if (first === "" && last === "") return null;
	const start = first === "" ? Math.max(0, size - Number(last)) : Number(first);
	const end = first === "" || last === "" ? size : Math.min(size, Number(last) + 1);
	if (first !== "" && last !== "" && Number(last) < start) return null;
	return start < end ? { start, end } : "unsatisfiable";
}
