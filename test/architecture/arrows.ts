import { posix } from "node:path";

export interface Source {
	/** From the project's root, with slashes: `src/core/core.ts`. */
	path: string;
	text: string;
}

interface Rule {
	/** The folder or file that the rule is for. The longest that fits a file counts. */
	of: string;
	/** What it may import: files, or folders ending in a slash. `*` stands for anything of ours but src/gui. */
	may: string[];
	/** What it may import for its types alone. */
	mayTypes?: string[];
}

const SAME_SUBFOLDER = "<own subfolder>/";

export const RULES: Rule[] = [
	{ of: "src/protocol/", may: ["src/protocol/"] },
	{
		of: "src/core/",
		may: ["src/core/", "src/protocol/", "src/store/port.ts", "src/store/search-query.ts", "src/bus/port.ts"],
	},
	{ of: "src/store/port.ts", may: ["src/protocol/", "src/store/search-query.ts"] },
	{ of: "src/store/search-query.ts", may: ["src/protocol/"] },
	{ of: "src/store/", may: ["src/protocol/", "src/store/port.ts", "src/store/search-query.ts", SAME_SUBFOLDER] },
	{ of: "src/bus/", may: ["src/protocol/", "src/bus/"], mayTypes: ["src/store/port.ts"] },
	{
		of: "src/gateways/",
		may: [
			"src/core/",
			"src/protocol/",
			"src/runtime/",
			"src/gateways/gateway.ts",
			"src/gateways/strangers.ts",
			SAME_SUBFOLDER,
		],
	},
	{ of: "src/console/", may: ["src/core/", "src/protocol/", "src/runtime/", "src/console/"] },
	{ of: "src/runtime/", may: ["src/protocol/", "src/runtime/"], mayTypes: ["src/core/"] },
	{ of: "src/client/", may: ["src/client/", "src/protocol/"] },
	{ of: "src/gui/", may: ["src/gui/", "src/client/", "src/protocol/"] },
	{ of: "src/tui/", may: ["src/tui/", "src/client/", "src/protocol/"] },
	{ of: "src/commands/", may: ["*"] },
	{ of: "src/main.ts", may: ["*"] },
	{ of: "src/version.ts", may: ["package.json"] },
];

/** What must run on any runtime. Its globals are held by tsconfig.portable.json as well, to which they are unknown. */
const PORTABLE = ["src/protocol/", "src/core/", "src/client/"];
const SQL_HOMES = ["src/store/", "src/commands/", "src/runtime/data-folder.ts"];
const FOREIGN_GLOBALS =
	/(?<![\w$.])(?:Bun|process|Buffer|Deno|document|localStorage|sessionStorage|indexedDB|navigator)(?=\s*[.[(])/;

export interface Import {
	specifier: string;
	typeOnly: boolean;
}

/** Comments blanked, strings kept, so that what an example in a comment imports isn't taken for an import. */
export function withoutComments(text: string): string {
	const piece = /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;
	return text.replace(piece, (found) => (found.startsWith("/") ? " " : found));
}

function withoutStrings(code: string): string {
	return code.replace(/"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\$])*`/g, '""');
}

const STATIC_IMPORT = /^[ \t]*(?:import|export)\b([^;"'`]*?)\bfrom\s*["']([^"']+)["']/gm;
const BARE_IMPORT = /^[ \t]*import\s*["']([^"']+)["']/gm;
const CALLED_IMPORT = /(\btypeof\s+)?\b(?:import|require)\s*\(\s*["'`]([^"'`$]+)["'`]/g;
const FILE_BY_URL = /\bnew\s+(?:URL|Worker)\(\s*["'](\.{1,2}\/[^"']+)["']/g;
const COMPUTED_IMPORT = /\bimport\s*\(\s*(?!["'\s])(?!`[^`$]*`)/;

/** All that a file imports: by `import` and `export … from`, types too, by `import()`, and as a Worker or a file's URL. */
export function importsOf(text: string): Import[] {
	const code = withoutComments(text);
	const found: Import[] = [];
	for (const [, clause = "", specifier = ""] of code.matchAll(STATIC_IMPORT)) {
		found.push({ specifier, typeOnly: /^\s*type\b/.test(clause) || onlyTypeNames(clause) });
	}
	for (const [, specifier = ""] of code.matchAll(BARE_IMPORT)) found.push({ specifier, typeOnly: false });
	for (const [, isType, specifier = ""] of code.matchAll(CALLED_IMPORT)) {
		found.push({ specifier, typeOnly: isType !== undefined });
	}
	for (const [, specifier = ""] of code.matchAll(FILE_BY_URL)) found.push({ specifier, typeOnly: false });
	return found;
}

/** `{ type A, type B }` and nothing else. */
function onlyTypeNames(clause: string): boolean {
	const names = /^\s*\{([\s\S]*)\}\s*$/.exec(clause)?.[1];
	if (names === undefined) return false;
	return names.split(",").every((name) => name.trim() === "" || /^type\s/.test(name.trim()));
}

/** Tests and contract suites may take what they need from anywhere. */
function isTest(path: string): boolean {
	return /\.(test|contract)\.tsx?$/.test(path);
}

function target(from: string, specifier: string): string | undefined {
	return specifier.startsWith(".") ? posix.normalize(posix.join(posix.dirname(from), specifier)) : undefined;
}

function fits(path: string, place: string): boolean {
	return place.endsWith("/") ? path.startsWith(place) : path === place;
}

function ruleOf(path: string): Rule | undefined {
	return RULES.filter((rule) => fits(path, rule.of)).sort((a, b) => b.of.length - a.of.length)[0];
}

/** Of src/store/sqlite/writes/x.ts it is src/store/sqlite/; a file right in src/store/ may import all of that. */
function subfolder(path: string): string {
	const [src, part, below, ...rest] = path.split("/");
	return rest.length === 0 ? `${src}/${part}/` : `${src}/${part}/${below}/`;
}

function allows(places: string[], from: string, to: string): boolean {
	return places.some((place) => {
		if (place === "*") return to.startsWith("src/") && !to.startsWith("src/gui/");
		return fits(to, place === SAME_SUBFOLDER ? subfolder(from) : place);
	});
}

function wrongArrows(source: Source): string[] {
	const rule = ruleOf(source.path);
	if (rule === undefined) return [`${source.path} is in no folder that the table of arrows knows`];
	const wrong: string[] = [];
	for (const { specifier, typeOnly } of importsOf(source.text)) {
		const to = target(source.path, specifier);
		if (to === undefined) continue;
		if (isTest(to)) wrong.push(`${source.path} imports the test ${to}`);
		else if (allows(rule.may, source.path, to)) continue;
		else if (!allows(rule.mayTypes ?? [], source.path, to)) wrong.push(`${source.path} must not import ${to}`);
		else if (!typeOnly) wrong.push(`${source.path} may import only types from ${to}`);
	}
	return wrong;
}

function wrongPlatform(source: Source): string[] {
	const wrong: string[] = [];
	const portable = PORTABLE.some((place) => fits(source.path, place));
	for (const { specifier } of importsOf(source.text)) {
		if (portable && /^(bun|node)(:|$)/.test(specifier)) wrong.push(`${source.path} must not import ${specifier}`);
		else if (specifier === "bun:sqlite" && !SQL_HOMES.some((place) => fits(source.path, place))) {
			wrong.push(`${source.path} must not import ${specifier}: SQL is for src/store/`);
		}
	}
	const code = withoutStrings(withoutComments(source.text));
	const foreign = portable ? FOREIGN_GLOBALS.exec(code) : null;
	if (foreign !== null) wrong.push(`${source.path} must not use the global ${foreign[0]}`);
	const free = allows(ruleOf(source.path)?.may ?? [], source.path, "src/anything");
	if (!free && COMPUTED_IMPORT.test(code))
		wrong.push(`${source.path} imports something computed, which no table holds`);
	return wrong;
}

/** Two files may know each other's types; what runs goes one way. */
function cycles(sources: Source[]): string[] {
	const known = new Map(sources.map((source) => [source.path, source]));
	const done = new Set<string>();
	const path: string[] = [];
	const found: string[] = [];
	function visit(at: string): void {
		if (path.includes(at)) {
			found.push(`a cycle: ${[...path.slice(path.indexOf(at)), at].join(" → ")}`);
			return;
		}
		const source = known.get(at);
		if (source === undefined || done.has(at)) return;
		path.push(at);
		for (const { specifier, typeOnly } of importsOf(source.text)) if (!typeOnly) visit(target(at, specifier) ?? "");
		path.pop();
		done.add(at);
	}
	for (const source of sources) visit(source.path);
	return found;
}

/** What is wrong with the arrows between these files, a line each. */
export function wrongs(sources: Source[]): string[] {
	const own = sources.filter((source) => !isTest(source.path));
	return [...own.flatMap((source) => [...wrongArrows(source), ...wrongPlatform(source)]), ...cycles(own)];
}
