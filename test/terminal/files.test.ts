import { expect, setDefaultTimeout, test } from "bun:test";
import { join } from "node:path";
import { startFreezingProxy } from "../faults/freezing-proxy.ts";
import { get, upload } from "../support/files.ts";
import { startParlour } from "../support/parlour.ts";
import { connect, lobbyOf, newPerson, signUp, until } from "../support/person.ts";
import { makeHome, seat } from "./support/terminal.ts";

setDefaultTimeout(60_000);

/** What stands in the log's body, put together again where a row ended. */
function joined(rows: readonly string[]): string {
	return rows.map((row) => row.slice(row.indexOf("│") + 1).trim()).join("");
}

test("a file stands in the log by its name, size and link, and the link leads to it", async () => {
	await using server = await startParlour({ args: ["--announce", "off"] });
	const token = await signUp(server.url, "ben");
	const ben = await connect(server.url, "ben", token);
	const file = await upload(server.url, token, { name: "the plan.txt", body: "high tide" });
	ben.post(lobbyOf(ben).id, "here it is", { files: [file] });
	await signUp(server.url, "asha");
	await using terminal = await seat(server.url, "asha", { columns: 160 });
	const rows = await terminal.sees(/here it is[\s\S]*\[file the plan\.txt 9 B\]/);
	const [link = ""] = /http:\S+the%20plan\.txt/.exec(joined(rows)) ?? [];
	const response = await get("", token, link);
	expect(await response.text()).toBe("high tide");
	ben.stop();
});

test("/upload sends a file from here; one that is missing, a folder or too large is refused in words", async () => {
	await using server = await startParlour({ args: ["--announce", "off", "--max-file", "1"] });
	const ben = await newPerson(server.url, "ben");
	await signUp(server.url, "asha");
	await using files = await makeHome();
	await Bun.write(join(files.path, "tide table.csv"), "14:20,low\n");
	await Bun.write(join(files.path, "large.bin"), new Uint8Array(1_100_000));
	await using terminal = await seat(server.url, "asha", { columns: 160 });
	await terminal.enter(`/upload ${files.path}/nothing.txt`);
	await terminal.sees("there is no such file");
	await terminal.press("C-c");
	await terminal.enter(`/upload ${files.path}`);
	await terminal.sees("it is not a file");
	await terminal.press("C-c");
	await terminal.enter(`/upload ${files.path}/large.bin`);
	await terminal.sees("it is too large, and 1 MB are the most here");
	await terminal.press("C-c");
	await terminal.enter(`/upload "${files.path}/tide table.csv"`);
	await terminal.sees("Uploaded tide table.csv, 10 B");
	await terminal.sees("[file tide table.csv 10 B]");
	const found = () => lobbyOf(ben).messages.value.flatMap((message) => message.files ?? []);
	await until(() => found().length === 1, "ben has it");
	expect(found()[0]?.type).toStartWith("text/csv");
	ben.stop();
});

test("a long upload tells how far it is, and is in the room when it has got through", async () => {
	await using server = await startParlour({ args: ["--announce", "off"] });
	const slowWay = await startFreezingProxy(server.port, 4_000_000);
	await signUp(server.url, "asha");
	await using files = await makeHome();
	await Bun.write(join(files.path, "tides.bin"), new Uint8Array(60_000_000));
	await using terminal = await seat(slowWay.url, "asha");
	await terminal.enter(`/upload ${files.path}/tides.bin`);
	await terminal.sees(/Uploading tides\.bin, 60 MB… [1-9]\d? %/);
	// It goes on by itself while one writes something else.
	await terminal.enter("meanwhile");
	await terminal.sees(/asha {2,}meanwhile/);
	slowWay.thaw();
	await terminal.sees("Uploaded tides.bin, 60 MB");
	await terminal.sees("[file tides.bin 60 MB]");
	await terminal.press("C-d");
	await terminal.lastRowIs("[ended with status 0]");
	await slowWay.close();
});
