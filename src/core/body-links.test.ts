import { expect, test } from "bun:test";
import fc from "fast-check";
import { hostOfLink, linksIn } from "./body-links.ts";

test.each([
	["see https://reef.example/a?b=c#d now", ["https://reef.example/a?b=c#d"]],
	["http://reef.example.", ["http://reef.example"]],
	["[the reef](https://reef.example/map), and more", ["https://reef.example/map"]],
	["(https://reef.example/wiki/Reef_(sea))", ["https://reef.example/wiki/Reef_(sea)"]],
	["<https://reef.example/x> **https://reef.example/y**", ["https://reef.example/x", "https://reef.example/y"]],
	["HTTPS://Reef.Example/", ["HTTPS://Reef.Example/"]],
	["https://a.example https://a.example", ["https://a.example"]],
	[
		"https://a.example https://b.example https://c.example https://d.example",
		["https://a.example", "https://b.example", "https://c.example"],
	],
	["https://日本.example/海", ["https://日本.example/海"]],
	["http://[2001:db8::1]/", ["http://[2001:db8::1]/"]],
	["`https://reef.example` and ``a ` https://reef.example``", []],
	["` https://reef.example", ["https://reef.example"]],
	["```\nhttps://reef.example\n```\nhttps://tide.example", ["https://tide.example"]],
	["~~~~ text\nhttps://reef.example\n~~~\nhttps://reef.example", []],
	["https://mara:secret@reef.example/ https://mara@reef.example", []],
	["http://localhost/ http://intranet", []],
	["ftp://reef.example javascript://reef.example://", []],
	[`https://reef.example/${"x".repeat(2000)}`, []],
	["no links: here", []],
])("the links of %p are %p", (body, links) => {
	expect(linksIn(body, 3)).toEqual(links);
});

test("a host is told with its port, and not out of a link that names somebody", () => {
	expect(hostOfLink("https://reef.example:8443/secret?token=1")).toBe("reef.example:8443");
	expect(hostOfLink("https://reef.example?token=1")).toBe("reef.example");
	expect(hostOfLink("https://mara:secret@reef.example/")).toBe("");
});

test("any text is gone through in time, and gives no more than was asked for", () => {
	const hard = ["`".repeat(50_000), "` `` ``` ".repeat(10_000), "https://".repeat(10_000), "(".repeat(50_000)];
	hard.push(`https://a.b${".".repeat(50_000)}x`);
	for (const text of hard) {
		const from = performance.now();
		expect(linksIn(`${text} https://reef.example ${text}`, 3).length).toBeLessThanOrEqual(3);
		expect(performance.now() - from).toBeLessThan(1000);
	}
	const part = fc.constantFrom("https://", "a.example", "`", "```\n", "\n", "(", ")", " ", "@", "/", "~~~");
	fc.assert(
		fc.property(fc.array(part), (parts) => {
			for (const link of linksIn(parts.join(""), 3)) expect(hostOfLink(link)).not.toBe("");
		}),
	);
});
