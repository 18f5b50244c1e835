import { expect, test } from "bun:test";
import type { Message, Room } from "../../../protocol/entities.ts";
import { including, NONE } from "../capabilities.ts";
import { encode, type Tag } from "../outgoing.ts";
import { messageLines } from "./message.ts";

const LINES = 500;
const { looks } = including(NONE, "message-tags");
const room: Room = { id: 1, name: "lobby", visibility: "public", lobby: true, topic: "" };
const place = { room, target: "#lobby", serverName: "parlour", baseUrl: "" };
const pieces = Array.from({ length: LINES }, (_, index) => ({ text: `line ${index}`, joined: false }));
const body = pieces.map(({ text }) => text).join("\n");
const author = { id: 1, name: "Jun" };
const message: Message = { seq: 9, rev: 9, at: 0, kind: "text", author, body };

/** Line by line, as who takes no batches is sent it. */
function linesWith(clientTags: Tag[]): string[] {
	const lines = messageLines(message, place, "", [], { pieces, clientTags });
	return [...lines].map((line) => encode(line, "parlour", looks)).filter((line) => line !== "");
}

test("a short client-only tag stands on each line of a message", () => {
	const lines = linesWith([["+example", "x"]]);
	expect(lines).toHaveLength(LINES);
	expect(lines.every((line) => line.includes("+example=x"))).toBe(true);
});

test("a long client-only tag stands on the first line alone, so that nobody is sent megabytes of it", () => {
	const [first = "", ...rest] = linesWith([["+example", "x".repeat(4000)]]);
	expect(first).toContain("+example=x");
	expect(rest.join("").length).toBeLessThan(LINES * 100);
});
