const HUES = 12;

/** One of twelve hues of the tokens file, the same for a name everywhere. */
export function hueOf(name: string): number {
	let hash = 2166136261;
	for (const char of name.toLowerCase()) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 16777619);
	return (hash >>> 8) % HUES;
}

/** Two letters at most: of the first two parts of a name, else its first two. */
export function initialsOf(name: string): string {
	const parts = name.split(/[\s,._-]+/).filter(Boolean);
	const [first = name, second] = parts;
	const letters = second ? [[...first][0], [...second][0]] : [...first].slice(0, 2);
	// The upper case of ß is two letters.
	return letters.map((letter) => [...(letter ?? "").toUpperCase()][0]).join("");
}
