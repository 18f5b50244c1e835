import { expect, test } from "bun:test";
import { join } from "node:path";
import { useBrowser } from "../browser/support/stage.ts";
import { startParlour } from "../support/parlour.ts";
import { PASSWORD, signUp } from "../support/person.ts";
import { happens, isHere, showsTheSame, showsTheSameSince } from "./same-as-browser.ts";
import { atClient, irssi, weechat } from "./terminal-client.ts";

const WALK_MS = 180_000;
const inBrowser = useBrowser();

const CODE = "look:\n```\nconst level = high;\n\nreturn level;\n```";

for (const client of [irssi, weechat]) {
	test(
		`${client.name} logs in by SASL, shows what a browser shows, its own lines too, parts and comes back, and is shown what it missed`,
		inBrowser(async ({ serve, newcomer }) => {
			const server = await serve({ args: ["--announce", "off", "--unlimited"] });
			const mara = await newcomer(server.url, "Mara");
			await signUp(server.url, "Jun");
			await mara.say("before you came");
			await mara.see("before you came");

			await atClient(client, server, async ({ sees, enter, pasteAndEnter, said, quit }) => {
				await sees(client.joined(1));
				await isHere(mara, "Jun", true);
				await enter(client.goTo("#lobby"));
				await mara.say("the tide is in\nand so are we");
				await mara.say(CODE);
				await sees(/return level/);
				await enter("good to hear");
				await mara.see("good to hear");
				await pasteAndEnter("one line\nand another");
				await mara.see("and another");
				await enter("/me waves");
				await mara.see("waves");
				await showsTheSame(said, mara);

				await mara.createRoom("charts");
				await enter("/join #charts");
				await happens(mara, "Jun joined", 1);
				await mara.say("which chart?");
				await sees(/which chart\?/);
				await enter("/part #charts");
				await happens(mara, "Jun left", 1);
				await mara.say("nobody reads this");
				await enter("/join #charts");
				await happens(mara, "Jun joined", 2);
				await mara.say("there you are");
				await sees(/there you are/);
				await mara.go("lobby");
				await quit();
			});
			await isHere(mara, "Jun", false);
			await mara.say("while you were out");
			await mara.say("two things:\nthis\nand that");
			await mara.see("and that");

			await atClient(client, server, async ({ sees, enter, said }) => {
				await sees(client.joined(2));
				await isHere(mara, "Jun", true);
				await enter(client.goTo("#lobby"));
				await showsTheSameSince("Mara: while you were out", said, mara);
				await enter("back again");
				await mara.see("back again");
				await showsTheSameSince("Mara: while you were out", said, mara);
				// Nobody joined anew: a room that one is in is there.
				await enter(client.goTo("#charts"));
				await sees(/#charts/);
				expect(await said()).not.toContain("Mara: nobody reads this");
			});
		}),
		WALK_MS,
	);
	test(`${client.name} comes by TLS, and knows a certificate that signs itself by its SHA-256`, async () => {
		await using server = await startParlour({ args: ["--announce", "off", "--unlimited", "--tls-self-signed"] });
		const [, fingerprint = ""] = await server.printed(/The certificate's SHA-256: (\S+)/);
		const [, tlsPort = ""] = await server.printed(/IRC clients by TLS: port (\d+)/);
		const tls = { ca: await Bun.file(join(server.data, "tls/cert.pem")).text() };
		const body = JSON.stringify({ name: "Jun", password: PASSWORD });
		const headers = { "Content-Type": "application/json" };
		expect((await fetch(`${server.url}/api/signup`, { method: "POST", headers, body, tls })).status).toBe(200);
		const ircPort = Number(tlsPort);
		await atClient(client, { ircPort, fingerprint }, async ({ sees }) => void (await sees(client.joined(1))));
		const another = fingerprint.replace(/^../, (first) => (first === "00" ? "01" : "00"));
		await atClient(client, { ircPort, fingerprint: another }, async ({ sees }) => void (await sees(client.mistrusts)));
	});
}
