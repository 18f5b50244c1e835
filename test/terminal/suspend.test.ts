import { setDefaultTimeout, test } from "bun:test";
import { startTmux } from "../console/tmux.ts";
import { startParlour } from "../support/parlour.ts";
import { lobbyOf, newPerson, PASSWORD, signUp } from "../support/person.ts";
import { homeEnv, MAIN, makeHome } from "./support/terminal.ts";

setDefaultTimeout(60_000);

test("Ctrl Z gives the shell its terminal back as it was, and fg leads to where one was, with what has come in", async () => {
	await using server = await startParlour({ args: ["--announce", "off"] });
	const ben = await newPerson(server.url, "ben");
	await signUp(server.url, "asha");
	await using home = await makeHome();
	const env = { ...homeEnv(home.path), PARLOUR_PASSWORD: PASSWORD, PS1: "shell: " };
	await using shell = await startTmux(["sh", "-i"], { columns: 120, rows: 24, env });
	const sees = (text: string) => shell.shows((rows) => rows.join("\n").includes(text), text);
	await sees("shell:");
	await shell.type(`echo before; ${process.execPath} ${MAIN} chat ${server.url} --user asha`);
	await shell.press("Enter");
	await sees(" asha ●");
	await shell.type("half a word");
	await sees("> half a word");
	await shell.press("C-z");
	await shell.shows((rows) => rows.includes("before") && rows.at(-1) === "shell:", "the shell as it was");
	await shell.type("echo in the shell");
	await shell.press("Enter");
	await shell.shows((rows) => rows.includes("in the shell"), "that what is typed is the shell's");
	ben.post(lobbyOf(ben).id, "while you were away");
	await shell.type("fg");
	await shell.press("Enter");
	await sees("while you were away");
	await sees("> half a word");
	await shell.type("s");
	await sees("> half a words");
	ben.stop();
});
