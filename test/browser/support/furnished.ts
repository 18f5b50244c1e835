import type { Client } from "../../../src/client/client.ts";
import { PNG, upload } from "../../support/files.ts";
import { connect, lobbyOf, signUp, until } from "../../support/person.ts";
import type { Stage } from "./stage.ts";

/** Wide, where all panes stand side by side, and as on a phone. */
export const WIDTHS = [
	{ width: 1440, height: 900 },
	{ width: 390, height: 844 },
];

/** A place where every screen has something on it. */
export async function furnished({ serve, onEnd }: Stage): Promise<{ url: string; bela: Client }> {
	const { url } = await serve({
		args: ["--announce", "off", "--unlimited", "--keep-free", "0", "--name", "Harbour Lab"],
	});
	const belaToken = await signUp(url, "Bela");
	const bela = await connect(url, "Bela", belaToken);
	const token = await signUp(url, "Asha");
	const asha = await connect(url, "Asha", token);
	onEnd(() => {
		bela.stop();
		asha.stop();
	});
	const lobby = lobbyOf(asha);
	await bela.setProfile({ display: "Bela Nagy", status: { emoji: "🌊", text: "on the tide survey" } });
	await bela.createRoom({ name: "harbour", visibility: "public", topic: "Tides and gauges" });
	const pictures = await Promise.all(
		["one.png", "two.png"].map((name) => upload(url, token, { name, type: "image/png", body: PNG })),
	);
	const text = await upload(url, token, { name: "parser.ts", type: "text/plain", body: "export const tide = 1;\n" });
	const post = async (client: Client, body: string, more: Parameters<Client["post"]>[2] = {}) => {
		client.post(lobby.id, body, more);
		await until(() => client.outbox.value.length === 0, `"${body}" posted`);
	};
	await post(asha, "Who brings the **sensor** to the pier?\n\n```ts\nconst a = 1;\n```");
	await post(asha, "Two pictures and a parser", { files: [...pictures, text] });
	await until(() => lobby.messages.value.length >= 2, "both in the log");
	const [root, second] = lobby.messages.value.filter(({ kind }) => kind === "text");
	if (!root || !second) throw new Error("nothing was posted");
	await post(bela, "@Asha I do, with the **sensor** case", { thread: root.seq });
	await post(bela, "@Asha see the thread");
	await bela.react(lobby.id, root.seq, "🎉", true);
	await asha.pin(lobby.id, root.seq, true);
	await asha.save(lobby.id, second.seq, true);
	await asha.edit(lobby.id, second.seq, "Two pictures and the parser");
	const direct = await bela.openDirect(["Asha"]);
	bela.post(direct.id, "a word with you");
	await until(() => bela.outbox.value.length === 0, "the word was sent");
	return { url, bela };
}
