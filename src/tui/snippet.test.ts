import { expect, test } from "bun:test";
import type { Message } from "../protocol/entities.ts";
import { snippet } from "./snippet.ts";

function message(body: string): Message {
	return { seq: 1, rev: 1, at: 0, kind: "text", author: null, body };
}

test("a snippet begins with the message, or a little before the first word that was found", () => {
	expect(snippet(message("one\n\ntwo   three"), [])).toBe("one two three");
	expect(snippet(message("see:\n\n```ts\nlet a;\n```\nso"), [])).toBe("see: let a; so");
	expect(snippet(message("one two"), ["two"])).toBe("one two");
	const far = snippet(message(`${"x".repeat(1000)} Needle and thread`), ["thread", "needle"]);
	expect(far).toBe(`…${"x".repeat(29)} Needle and thread`);
	expect(snippet(message("y".repeat(5000)), [])).toHaveLength(400);
});

test("a file stands for itself, and a deleted message for nothing", () => {
	const file = { id: "a", name: "plan.txt", type: "text/plain", size: 1 };
	expect(snippet({ ...message(""), files: [file] }, [])).toBe("[plan.txt]");
	expect(snippet({ ...message("secret"), deleted: true }, [])).toBe("message deleted");
});
