import { expect, spyOn, test } from "bun:test";
import { CommandError } from "../command-error.ts";
import { COMMANDS } from "../commands.ts";
import { completion } from "./completion.ts";

test.each(["bash", "zsh", "fish"])("%s's script names every command and its flags", async (shell) => {
	const log = spyOn(console, "log").mockImplementation(() => undefined);
	try {
		expect(await completion([shell], COMMANDS)).toBe(0);
		const script = String(log.mock.calls[0]?.[0]);
		for (const { name, flags } of COMMANDS) {
			expect(script).toContain(name);
			for (const flag of flags) expect(script).toContain(flag.replace(/^--/, ""));
		}
	} finally {
		log.mockRestore();
	}
});

test("the script for bash is one that bash can read", async () => {
	const log = spyOn(console, "log").mockImplementation(() => undefined);
	await completion(["bash"], COMMANDS);
	const script = String(log.mock.calls[0]?.[0]);
	log.mockRestore();
	const complete = `${script}\nCOMP_WORDS=(parlour se); COMP_CWORD=1; _parlour; echo "\${COMPREPLY[*]}"`;
	const shell = Bun.spawnSync(["bash", "-c", complete]);
	expect(shell.stderr.toString()).toBe("");
	expect(shell.stdout.toString().trim()).toBe("serve");
});

test("a shell that is not known is named, with those that are", async () => {
	await expect(completion(["tcsh"], COMMANDS)).rejects.toThrow(
		new CommandError("Unknown shell tcsh: known are bash, zsh, fish"),
	);
});
