import { expect, test } from "bun:test";
import type { Message, SystemEvent } from "../protocol/entities.ts";
import { systemText } from "./system-text.ts";

function line(event: SystemEvent, name: string | null, body = ""): Message {
	return { seq: 1, rev: 1, at: 1, kind: "system", event, author: name === null ? null : { id: 1, name }, body };
}

test.each<[SystemEvent, string | null, string, string]>([
	["created", "asha", "", "asha made this room"],
	["joined", "asha", "", "asha joined"],
	["left", "asha", "", "asha left"],
	["removed", "asha", "jun", "asha removed jun"],
	["removed", "asha", "jun spam, again", "asha removed jun: spam, again"],
	["rule", "asha", "+moderator jun", "asha made jun a moderator"],
	["rule", "asha", "+later 7", "asha changed the rules of this room"],
	["invited", "asha", "jun", "asha brought in jun"],
	["topic", "asha", "fish", "asha changed the topic to “fish”"],
	["topic", "asha", "", "asha removed the topic"],
	["renamed", "asha", "kelp", "asha renamed this room to “kelp”"],
	["archived", "asha", "", "asha archived this room"],
	["unarchived", "asha", "", "asha brought this room back from the archive"],
	["arrived", "asha", "", "asha has joined the chat"],
	["departed", "asha", "", "asha has left the chat"],
	["cleared", null, "", "The host deleted the history"],
	["topic", null, "fish", "The host changed the topic to “fish”"],
])("%s of %s (%j) reads %j", (event, name, body, reads) => {
	expect(systemText([line(event, name, body)])).toBe(reads);
});

test("many lines are one, of which the last six are shown and the others counted", () => {
	const lines = ["a", "b", "c", "d", "e", "f"].map((name) => line("joined", name));
	expect(systemText(lines)).toBe("a joined · b joined · c joined · d joined · e joined · f joined");
	expect(systemText([...lines, line("left", "a")])).toBe(
		"1 earlier · b joined · c joined · d joined · e joined · f joined · a left",
	);
});

test("a person is called as the screen calls them", () => {
	expect(systemText([line("joined", "asha")], ({ name }) => name.toUpperCase())).toBe("ASHA joined");
});

test("a guest is told as one", () => {
	expect(systemText([{ ...line("left", null), author: { id: 1, name: "jo", guest: true } }])).toBe("jo (guest) left");
});
