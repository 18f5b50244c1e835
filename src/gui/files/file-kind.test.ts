import { expect, test } from "bun:test";
import { formatSize } from "../../client/file-size.ts";
import { boxOf, kindOf } from "./file-kind.ts";

const file = (name: string, type: string, size = 100) => ({ id: "f1", name, type, size });

test.each([
	["pier.jpg", "image/jpeg", "image"],
	["drawing.svg", "image/svg+xml", "text"],
	["page.html", "text/html", "text"],
	["clip.mp4", "video/mp4", "video"],
	["voice.ogg", "audio/ogg", "audio"],
	["parser.ts", "application/octet-stream", "text"],
	["data.json", "application/json", "text"],
	["report.pdf", "application/pdf", "other"],
] as const)("%s of type %s is shown as %s", (name, type, kind) => {
	expect(kindOf(file(name, type))).toBe(kind);
});

test("a long text is a card", () => {
	expect(kindOf(file("all.log", "text/plain", 200_001))).toBe("other");
});

test.each([
	[0, "0 B"],
	[999, "999 B"],
	[1000, "1.0 kB"],
	[1_234_567, "1.2 MB"],
	[25_000_000, "25 MB"],
])("%d bytes are said as %s", (bytes, said) => {
	expect(formatSize(bytes)).toBe(said);
});

test("a picture is given the space of its own shape, at most 360 by 280, and never more than it has", () => {
	expect(boxOf({ width: 1600, height: 900 }, true)).toEqual({ width: 360, height: 203 });
	expect(boxOf({ width: 900, height: 1800 }, true)).toEqual({ width: 140, height: 280 });
	expect(boxOf({ width: 120, height: 60 }, true)).toEqual({ width: 120, height: 60 });
	expect(boxOf({ width: 4, height: 4000 }, true)).toEqual({ width: 48, height: 280 });
	expect(boxOf({}, true)).toEqual({ width: 240, height: 160 });
});
