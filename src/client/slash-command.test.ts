import { expect, test } from "bun:test";
import { parseTyped, splitName } from "./slash-command.ts";

test("a slash at the begin makes a command, with what stands behind it", () => {
	expect(parseTyped("/topic Cut on Thursday ")).toEqual({ kind: "command", name: "topic", rest: "Cut on Thursday" });
	expect(parseTyped("/ME waves\ntwice")).toEqual({ kind: "command", name: "me", rest: "waves\ntwice" });
	expect(parseTyped("/")).toEqual({ kind: "command", name: "", rest: "" });
});

test("two slashes make text that begins with one, and a slash elsewhere is text", () => {
	expect(parseTyped("//etc/hosts")).toEqual({ kind: "text", body: "/etc/hosts" });
	expect(parseTyped("see /etc")).toEqual({ kind: "text", body: "see /etc" });
	expect(parseTyped(" /me")).toEqual({ kind: "text", body: " /me" });
});

test("a name comes without its sign, and the rest as it was typed", () => {
	expect(splitName("@Mara on  my way")).toEqual({ name: "Mara", rest: "on  my way" });
	expect(splitName("#lobby")).toEqual({ name: "lobby", rest: "" });
});
