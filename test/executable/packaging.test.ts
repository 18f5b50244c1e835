import { expect, test } from "bun:test";
import { join } from "node:path";
import { readSettings } from "../../src/commands/serve/settings.ts";

const PACKAGING = join(import.meta.dir, "../../packaging");

async function lineOf(file: string, beginning: string): Promise<string> {
	const lines = (await Bun.file(join(PACKAGING, file)).text()).split("\n");
	return (
		lines
			.find((line) => line.startsWith(beginning))
			?.slice(beginning.length)
			.trim() ?? ""
	);
}

test("the systemd unit starts the server with settings that it takes, in the folder that it is given", async () => {
	const [program, command, ...args] = (await lineOf("parlour.service", "ExecStart=")).split(" ");
	expect([program, command]).toEqual(["/usr/local/bin/parlour", "serve"]);
	const settings = readSettings(args, {});
	expect(settings).toMatchObject({ host: "0.0.0.0", port: 8080, signUp: "invite" });
	expect(settings.data).toBe(`/var/lib/${await lineOf("parlour.service", "StateDirectory=")}`);
});

test("the Dockerfile starts the server with settings that it takes, and names all of its ports", async () => {
	expect(JSON.parse(await lineOf("Dockerfile", "ENTRYPOINT "))).toEqual(["/usr/local/bin/parlour"]);
	const [command, ...args]: string[] = JSON.parse(await lineOf("Dockerfile", "CMD "));
	expect(command).toBe("serve");
	const settings = readSettings(args, {});
	expect(settings).toMatchObject({ host: "0.0.0.0", signUp: "invite", data: await lineOf("Dockerfile", "VOLUME ") });
	const ports = [settings.port, settings.classic, settings.irc];
	expect((await lineOf("Dockerfile", "EXPOSE ")).split(" ").map(Number)).toEqual(expect.arrayContaining(ports));
});
