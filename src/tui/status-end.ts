const FOR = /^(.*?)\s*\bfor (\d{1,4}) ?(m|min|minutes?|h|hours?|d|days?)$/iu;
const UNTIL = /^(.*?)\s*\buntil ([01]?\d|2[0-3]):([0-5]\d)$/iu;
const MS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** A status as it is typed, `lunch for 30m` or `lunch until 13:30`, as its words and when it ends; without an end, as it is. */
export function splitEnd(line: string, now: number): { text: string; until?: number } {
	const [, doing = "", count, unit = ""] = FOR.exec(line) ?? [];
	if (count !== undefined) return { text: doing, until: now + Number(count) * MS[unitOf(unit)] };
	const [, text = "", hours, minutes] = UNTIL.exec(line) ?? [];
	if (hours === undefined) return { text: line };
	const today = new Date(now).setHours(Number(hours), Number(minutes), 0, 0);
	if (today > now) return { text, until: today };
	const tomorrow = new Date(today);
	return { text, until: tomorrow.setDate(tomorrow.getDate() + 1) };
}

function unitOf(word: string): keyof typeof MS {
	const first = word[0]?.toLowerCase();
	return first === "m" || first === "d" ? first : "h";
}
