import { join } from "node:path";
import { startParlour } from "../test/support/parlour.ts";
import { seat, type Terminal } from "../test/terminal/support/terminal.ts";
import { morningZone, spreadOverMorning } from "./screenshots/working-day.ts";
import { harbourLab } from "./terminal-talk.ts";

/** Puts what the terminal shows, at two sizes, into docs/terminal.md: each picture that the page has a place for. */
const PAGE = join(import.meta.dir, "../docs/terminal.md");

async function put(name: string, terminal: Terminal): Promise<void> {
	const page = await Bun.file(PAGE).text();
	const picture = (await terminal.screen()).join("\n");
	const marks = new RegExp(`(<!-- ${name} -->\n\`\`\`text\n)[\\s\\S]*?(\n\`\`\`\n)`);
	if (!marks.test(page)) return;
	await Bun.write(
		PAGE,
		page.replace(marks, (_, before: string, after: string) => `${before}${picture}${after}`),
	);
}

/** Opens something by keys, takes its picture and closes it. */
async function picture(name: string, terminal: Terminal, open: () => Promise<unknown>, sees: string | RegExp) {
	await open();
	await terminal.sees(sees);
	await terminal.seesNo("Loading…");
	await put(name, terminal);
	await terminal.press("Escape");
	await terminal.seesNo(sees);
}

await using server = await startParlour({ args: ["--name", "Harbour Lab", "--announce", "off", "--unlimited"] });
const lab = await harbourLab(server.url);
spreadOverMorning(server.data);

for (const [size, columns, rows] of [
	["100×34", 100, 34],
	["60×24", 60, 24],
] as const) {
	await using terminal = await seat(server.url, "Asha", {
		columns,
		rows,
		args: ["--room", "release-4"],
		env: { TZ: morningZone() },
	});
	await terminal.sees("谢谢大家");
	await terminal.type("Then nothing is left but the notes");
	await terminal.sees("> Then nothing");
	lab.typing();
	await terminal.sees("Jun Li is typing…");
	await put(`conversation ${size}`, terminal);
	await terminal.press("C-c");
	await terminal.seesNo("Then nothing");
	await picture(`jump ${size}`, terminal, () => terminal.press("C-k"), "Jump to a room");
	await picture(`inbox ${size}`, terminal, () => terminal.press("C-n"), "marks as read");
	await terminal.enter("/search leixões");
	await picture(`search ${size}`, terminal, async () => undefined, "Enter goes there");
	await terminal.press("C-Up", "Up", "Up");
	await terminal.sees("Enter thread");
	await put(`choose ${size}`, terminal);
	await terminal.press("Escape");
	await terminal.seesNo("Enter thread");
	await picture(`thread ${size}`, terminal, () => lab.openThread(terminal), "Thread in #release-4");
	await picture(`help ${size}`, terminal, () => terminal.type("?"), "Send the message");
}
lab.stop();
console.log(`Pictures are in ${PAGE}`);
