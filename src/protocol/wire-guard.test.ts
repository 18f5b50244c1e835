import { expect, test } from "bun:test";
import * as v from "valibot";
import { downFrame } from "./down.ts";
import { upFrame } from "./up.ts";
import { PROTOCOL_VERSION } from "./version.ts";

const RECORDED = "d1603bdac26004b1";

/** A schema as text: all that decides what it takes, in an order that does not depend on how it is written down. */
function render(schema: unknown): string {
	if (Array.isArray(schema)) return `[${schema.map(render).join(",")}]`;
	if (typeof schema !== "object" || schema === null) return JSON.stringify(schema) ?? String(schema);
	const { kind, type, ...rest } = schema as Record<string, unknown>;
	if (kind !== "schema" && kind !== "validation" && kind !== "transformation") return renderEntries(schema);
	const parts = Object.entries(rest)
		.filter(([name]) => DECIDING.has(name))
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.filter(([, value]) => value !== undefined && typeof value !== "function")
		.map(([name, value]) => `${name}=${name === "pipe" ? render((value as unknown[]).slice(1)) : render(value)}`);
	return parts.length === 0 ? String(type) : `(${[type, ...parts].join(" ")})`;
}

function renderEntries(entries: object): string {
	const sorted = Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1));
	return `{${sorted.map(([name, value]) => `${name}: ${render(value)}`).join("; ")}}`;
}

/** Of a schema's fields those that decide; the others are functions and what repeats these in words. */
const DECIDING = new Set([
	"default",
	"entries",
	"item",
	"items",
	"key",
	"literal",
	"options",
	"pipe",
	"requirement",
	"rest",
	"value",
	"wrapped",
]);

/** The frames by their names, so that their order in the union does not matter. */
function renderUnion(union: { key: string; options: readonly { entries: Record<string, unknown> }[] }): string {
	const frames = union.options.map((frame) => render(frame));
	return `by ${union.key}:\n${frames.sort().join("\n")}`;
}

const rendered = `version ${PROTOCOL_VERSION}\nup ${renderUnion(upFrame)}\ndown ${renderUnion(downFrame)}\n`;

test("what travels on the wire changes only when somebody has decided whether the version moves", () => {
	const hash = new Bun.CryptoHasher("sha256").update(rendered).digest("hex").slice(0, 16);
	if (hash === RECORDED) return;
	throw new Error(
		`The frames, or the version, have changed. Decide whether PROTOCOL_VERSION moves (docs/protocol.md says what may change without it), then record RECORDED = "${hash}" in this file. The wire is now:\n\n${rendered}`,
	);
});

test.each<[string, v.GenericSchema, v.GenericSchema]>([
	["a field", v.object({ a: v.string() }), v.object({ a: v.string(), b: v.string() })],
	["whether a field may be left out", v.object({ a: v.string() }), v.object({ a: v.optional(v.string()) })],
	["whether it may be null", v.object({ a: v.string() }), v.object({ a: v.nullable(v.string()) })],
	["a type", v.object({ a: v.string() }), v.object({ a: v.number() })],
	["strictness", v.object({ a: v.string() }), v.strictObject({ a: v.string() })],
	["a bound", v.pipe(v.string(), v.maxLength(8)), v.pipe(v.string(), v.maxLength(9))],
	["a check", v.pipe(v.number(), v.minValue(1)), v.pipe(v.number(), v.safeInteger(), v.minValue(1))],
	[
		"what a bound is for",
		v.optional(v.pipe(v.string(), v.maxLength(8))),
		v.pipe(v.optional(v.string(), "x"), v.maxLength(8)),
	],
	["a choice", v.picklist(["a", "b"]), v.picklist(["a", "b", "c"])],
	["a constant", v.literal("a"), v.literal("b")],
	["what a list holds", v.array(v.string()), v.array(v.number())],
])("the guard sees a change of %s", (_what, before, after) => {
	expect(render(after)).not.toBe(render(before));
	expect(render(before)).toBe(render(before));
});

test("the guard does not see the order in which fields are written down", () => {
	expect(render(v.object({ a: v.string(), b: v.number() }))).toBe(render(v.object({ b: v.number(), a: v.string() })));
});
