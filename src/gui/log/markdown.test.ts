import { expect, test } from "bun:test";
import fc from "fast-check";
import { type ComponentChildren, h, isValidElement } from "preact";
import { Markdown } from "./markdown.tsx";

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

interface Shown {
	html: string;
	text: string;
	tags: Set<string>;
	attributes: [tag: string, name: string, value: unknown][];
}

/** What the elements become, without a browser. */
function show(children: ComponentChildren, into: Shown): Shown {
	if (Array.isArray(children)) for (const child of children) show(child, into);
	else if (isValidElement(children)) {
		const { type, props } = children;
		if (typeof type === "function") {
			// Neither memo nor Fragment needs more of its component than this.
			const render = type as (this: object, props: object) => ComponentChildren;
			return show(render.call({}, props), into);
		}
		const { children: inner, ...attributes } = props as { children?: ComponentChildren } & Record<string, unknown>;
		into.tags.add(type);
		const written = Object.entries(attributes).map(([name, value]) => {
			into.attributes.push([type, name, value]);
			return name === "href" || name === "start" || name === "class" ? ` ${name}="${value}"` : "";
		});
		into.html += `<${type}${written.join("")}>`;
		show(inner, into);
		into.html += `</${type}>`;
	} else if (typeof children === "string" || typeof children === "number") {
		into.html += escaped(String(children));
		into.text += String(children);
	}
	return into;
}

function shown(text: string): Shown {
	return show(h(Markdown, { text }), { html: "", text: "", tags: new Set(), attributes: [] });
}

test.each([
	["ahoy", "<p>ahoy</p>"],
	["one\ntwo", "<p>one<br></br>two</p>"],
	["one\n\ntwo", "<p>one</p><p>two</p>"],
	[
		"**bold** *slanted* ~~gone~~ `code`",
		"<p><strong>bold</strong> <em>slanted</em> <del>gone</del> <code>code</code></p>",
	],
	["```ts\nconst a = 1 < 2;\n```", "<pre><code>const a = 1 &lt; 2;</code></pre>"],
	["> quoted", "<blockquote><p>quoted</p></blockquote>"],
	["- a\n- b", "<ul><li>a</li><li>b</li></ul>"],
	["3. c\n4. d", '<ol start="3"><li>c</li><li>d</li></ol>'],
	["# loud", "<p><strong>loud</strong></p>"],
	["- [x] done\n- [ ] open", "<ul><li>☑ done</li><li>☐ open</li></ul>"],
	["\\*not slanted\\*", "<p>*not slanted*</p>"],
	["[a](https://example.org/)", '<p><a href="https://example.org/">a</a></p>'],
	[
		"see https://example.org/x?y=1&z=2",
		'<p>see <a href="https://example.org/x?y=1&z=2">https://example.org/x?y=1&amp;z=2</a></p>',
	],
	["🚢", '<p class="emoji-alone">🚢</p>'],
	["👨‍👩‍👧 🎉", '<p class="emoji-alone">👨‍👩‍👧 🎉</p>'],
	["🚢 sails", "<p>🚢 sails</p>"],
	["42", "<p>42</p>"],
])("%j is shown as %s", (text, html) => {
	expect(shown(text).html).toBe(html);
});

test.each([
	"<script>alert(1)</script>",
	"<img src=x onerror=alert(1)>",
	"a <b>bold</b> word",
	"<!-- hidden -->",
	"<div>\n\n**x**\n\n</div>",
	"&lt;b&gt;",
])("%j is shown as it was typed, and makes no element", (text) => {
	const { tags, text: says } = shown(text);
	expect([...tags].filter((tag) => tag !== "p" && tag !== "strong")).toEqual([]);
	expect(says.replaceAll("\n", "")).toBe(text.replaceAll("\n", "").replaceAll("**", ""));
});

test.each([
	"[x](javascript:alert(1))",
	"[x](JaVaScRiPt:alert(1))",
	"[x](data:text/html,<script>alert(1)</script>)",
	"[x](vbscript:x)",
	"[x](//example.org)",
	"[x](/logout)",
	"<javascript:alert(1)>",
	"[x]: javascript:alert(1)\n\n[x]",
])("%j makes no link", (text) => {
	expect(shown(text).tags.has("a")).toBe(false);
});

test("a link opens elsewhere and tells nothing of where it was", () => {
	const { attributes } = shown("[a](https://example.org/)");
	expect(attributes).toEqual([
		["a", "href", "https://example.org/"],
		["a", "target", "_blank"],
		["a", "rel", "noopener noreferrer nofollow"],
	]);
});

test("an image is not loaded", () => {
	expect(shown("![tracker](https://example.org/pixel.png)").tags.has("img")).toBe(false);
});

const SAFE_TAGS = new Set("p br strong em del code pre blockquote ul ol li a hr".split(" "));

test("whatever is typed makes only harmless elements, and every link of them is http, https or mail", () => {
	const piece = fc.oneof(
		fc.constantFrom(
			..."*_~`#>-+|[]()!<\\&\n\n ".split(""),
			"<script>",
			"<img onerror=x>",
			"javascript:",
			"https://example.org",
			"](",
			"```",
			"    ",
			"1. ",
			"- [x] ",
			"|a|b|\n|-|-|\n",
			"&#106;",
			"\t",
		),
		fc.string({ unit: "grapheme", maxLength: 6 }),
	);
	fc.assert(
		fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
			const { tags, attributes } = shown(pieces.join(""));
			for (const tag of tags) expect(SAFE_TAGS).toContain(tag);
			for (const [tag, name, value] of attributes) {
				if (name === "href") expect(value).toMatch(/^(?:https?:\/\/|mailto:)/i);
				expect(["href", "target", "rel", "class", "start", "key", "tabIndex"]).toContain(name);
				if (name === "class") expect([tag, value]).toEqual(["p", "emoji-alone"]);
			}
		}),
		{ numRuns: 400 },
	);
});

test("eight thousand characters of the worst are shown in a moment", () => {
	const began = performance.now();
	for (const worst of ["*", "[", "> ", "`", "_a", "<", "![](", "- "]) {
		shown(worst.repeat(Math.floor(8000 / worst.length)));
	}
	expect(performance.now() - began).toBeLessThan(4_000);
});
