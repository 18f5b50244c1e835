import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CAPABILITIES } from "../../src/gateways/irc/capabilities.ts";

const docs = readFileSync(join(import.meta.dir, "../../docs/irc.md"), "utf8");

/** What stands under a heading, until the next one. */
function section(heading: string): string {
	return docs.split(/^#+ /m).find((part) => part.startsWith(`${heading}\n`)) ?? "";
}

test("docs/irc.md names every capability that is offered, and none that is not", () => {
	const named = [...section("Capabilities").matchAll(/`([^`]+)`/g)].map(([, name]) => name);
	// Under TLS alone, and with a certificate that somebody vouches for.
	expect(named).toEqual([...CAPABILITIES, "sts"].sort());
});

test("docs/irc.md says how to connect with six clients", () => {
	const clients = ["irssi", "WeeChat", "HexChat", "Halloy", "Goguma", "The Lounge"];
	for (const client of clients) expect(section(client)).toMatch(/chat\.example/);
});
