import { expect, test } from "bun:test";
import { join } from "node:path";
import { Glob } from "bun";
import { importsOf, type Source, wrongs } from "./arrows.ts";

const ROOT = join(import.meta.dir, "../..");

async function ourSources(): Promise<Source[]> {
	const paths = [...new Glob("src/**/*.{ts,tsx}").scanSync({ cwd: ROOT })].sort();
	return Promise.all(paths.map(async (path) => ({ path, text: await Bun.file(join(ROOT, path)).text() })));
}

const one = (path: string, text: string) => wrongs([{ path, text }]);

test("the arrows of src point one way", async () => {
	const sources = await ourSources();
	expect(sources.length).toBeGreaterThan(20);
	expect(wrongs(sources)).toEqual([]);
});

test("every kind of import is seen, and those in comments are not", () => {
	const text = `
import "./bare.css";
import a, { b } from './static.ts';
import type { C } from "./type.ts";
import {
	type D,
	type E,
} from "./type-names.ts";
export * from "./exported.ts";
export type { F } from "./exported-type.ts";
const g = await import("./dynamic.ts");
type H = typeof import("./typeof.ts");
new Worker(new URL("./worker.ts", import.meta.url));
// import { no } from "./line.ts";
/* import("./block.ts") */
const url = "http://x"; import("./after-a-url.ts");
`;
	expect(importsOf(text).sort((x, y) => x.specifier.localeCompare(y.specifier))).toEqual([
		{ specifier: "./after-a-url.ts", typeOnly: false },
		{ specifier: "./bare.css", typeOnly: false },
		{ specifier: "./dynamic.ts", typeOnly: false },
		{ specifier: "./exported-type.ts", typeOnly: true },
		{ specifier: "./exported.ts", typeOnly: false },
		{ specifier: "./static.ts", typeOnly: false },
		{ specifier: "./type-names.ts", typeOnly: true },
		{ specifier: "./type.ts", typeOnly: true },
		{ specifier: "./typeof.ts", typeOnly: true },
		{ specifier: "./worker.ts", typeOnly: false },
	]);
});

test("Bun's own scanner finds no import in src that this one misses", async () => {
	const scanners = { ts: new Bun.Transpiler({ loader: "ts" }), tsx: new Bun.Transpiler({ loader: "tsx" }) };
	for (const { path, text } of await ourSources()) {
		const seen = importsOf(text).map((found) => found.specifier);
		// What Bun adds for JSX stands in no source as a string.
		const scanned = scanners[path.endsWith("x") ? "tsx" : "ts"]
			.scanImports(text)
			.map((found) => found.path)
			.filter((specifier) => text.includes(`"${specifier}"`));
		expect({ path, missed: scanned.filter((specifier) => !seen.includes(specifier)) }).toEqual({ path, missed: [] });
	}
});

test.each([
	["src/protocol/x.ts", 'import type { Core } from "../core/core.ts";'],
	["src/core/x.ts", 'import { SqliteStore } from "../store/sqlite/sqlite-store.ts";'],
	["src/core/x.ts", 'import { webGateway } from "../gateways/web/web-gateway.ts";'],
	["src/core/x.ts", 'export * from "../runtime/secrets.ts";'],
	["src/core/x.ts", 'const { serve } = await import("../commands/serve.ts");'],
	["src/store/port.ts", 'import type { Core } from "../core/core.ts";'],
	["src/store/sqlite/x.ts", 'import { x } from "../postgres/x.ts";'],
	["src/store/sqlite/x.ts", 'import type { Clock } from "../../core/clock.ts";'],
	["src/bus/local-bus.ts", 'import { x } from "../store/port.ts";'],
	["src/gateways/irc/x.ts", 'import { x } from "../web/x.ts";'],
	["src/gateways/irc/x.ts", 'import { x } from "../../store/sqlite/reads.ts";'],
	["src/gateways/irc/x.ts", 'import type { Signal } from "../../bus/port.ts";'],
	["src/gateways/irc/x.ts", 'import { Database } from "bun:sqlite";'],
	["src/console/x.ts", 'import { x } from "../gateways/web/x.ts";'],
	["src/runtime/x.ts", 'import { Core } from "../core/core.ts";'],
	["src/client/x.ts", 'import { x } from "../core/texts.ts";'],
	["src/gui/x.tsx", 'import { x } from "../core/texts.ts";'],
	["src/tui/x.tsx", 'import { x } from "../gui/x.tsx";'],
	["src/main.ts", 'import { x } from "./gui/main.tsx";'],
	["src/somewhere/x.ts", "export const x = 1;"],
	["src/core/x.ts", 'import { x } from "./x.test.ts";'],
	["src/core/x.ts", 'import { readFile } from "node:fs/promises";'],
	["src/client/x.ts", 'import type { Server } from "bun";'],
	["src/core/x.ts", "export const x = () => Bun.nanoseconds();"],
	["src/client/x.ts", "document.title = name;"],
	["src/core/x.ts", "await import(name);"],
])("in %s this is wrong: %s", (path, text) => {
	expect(one(path, text)).toHaveLength(1);
});

test.each([
	["src/core/x.ts", 'import type { Store } from "../store/port.ts";\nimport { x } from "./y.ts";'],
	["src/store/sqlite/writes/x.ts", 'import { x } from "../rows.ts";\nimport type { Store } from "../../port.ts";'],
	["src/gateways/web/x.ts", 'import { x } from "../gateway.ts";\nimport { y } from "../../runtime/web-server.ts";'],
	["src/gateways/list.ts", 'import { x } from "./web/x.ts";'],
	["src/version.ts", 'import manifest from "../package.json" with { type: "json" };'],
	["src/runtime/x.ts", 'import type { Clock } from "../core/clock.ts";'],
	["src/commands/x.ts", 'import { x } from "../tui/x.tsx";\nawait import(name);'],
	["src/core/x.ts", "// Bun.serve is not for here, nor is document.title\nconst a = 'process.exit';"],
	["src/core/x.test.ts", 'import { SqliteStore } from "../store/sqlite/sqlite-store.ts";'],
])("in %s this is right: %s", (path, text) => {
	expect(one(path, text)).toEqual([]);
});

test("a cycle of what runs is found, and one of types alone is none", () => {
	const sources = (kind: string) => [
		{ path: "src/core/a.ts", text: 'import { b } from "./b.ts";' },
		{ path: "src/core/b.ts", text: `import ${kind} { C } from "./c.ts";` },
		{ path: "src/core/c.ts", text: 'import { a } from "./a.ts";' },
	];
	expect(wrongs(sources(""))).toEqual(["a cycle: src/core/a.ts → src/core/b.ts → src/core/c.ts → src/core/a.ts"]);
	expect(wrongs(sources("type"))).toEqual([]);
});
