import { splitName, withoutSign } from "../../../client/slash-command.ts";
import { loadEmoji } from "../../emoji/load-emoji.ts";
import { type DialogName, dialog, joinOffer, showRoom } from "../../view.ts";
import { refuse, type SlashCommand } from "./command.ts";
import { helpShown } from "./help-shown.ts";
import { moderationCommands } from "./moderation-commands.ts";

/** Where nothing stands behind a command, its dialog asks. */
function ask(name: DialogName): void {
	dialog.value = name;
}

export const COMMANDS: readonly SlashCommand[] = [
	{
		name: "me",
		takes: "TEXT",
		does: "Say what you do",
		run(model, rest) {
			if (rest === "") refuse("What do you do? /me TEXT");
			model.post(`/me ${rest}`);
		},
	},
	{
		name: "msg",
		takes: "NAME TEXT",
		does: "Write to somebody directly",
		async run({ client }, rest) {
			const { name, rest: words } = splitName(rest);
			if (name === "") return ask("direct");
			const room = await client.openDirect([name]);
			if (words !== "") client.post(room.id, words);
			showRoom(room);
		},
	},
	{
		name: "join",
		takes: "ROOM KEY",
		does: "Go to a room, joining it where you have not; KEY where it has one",
		async run({ client }, rest) {
			const { name, rest: key } = splitName(rest);
			if (name === "") return ask("browse");
			const isIt = (info: { name: string }) => info.name.toLowerCase() === name.toLowerCase();
			const own = [...client.rooms.peek().values()].find(({ info }) => isIt(info.peek()));
			if (own) return showRoom(own);
			const listed = (await client.directory()).find(isIt);
			if (!listed) refuse(`No room is named ${name}. Browse rooms lists those that there are`);
			if (listed.keyed && key === "") joinOffer.value = listed;
			else showRoom(await client.join(listed.id, ...(key === "" ? [] : [key])));
		},
	},
	{ name: "leave", takes: "", does: "Leave this room", run: () => ask("leave") },
	{
		name: "invite",
		takes: "NAME",
		does: "Bring somebody into this room",
		async run({ client, room }, rest) {
			const name = withoutSign(rest);
			if (name === "") return ask("invite");
			await client.invite(room.id, name);
			return `${name} is in this room now`;
		},
	},
	{
		name: "topic",
		takes: "TEXT",
		does: "Set this room's topic",
		run: ({ client, room }, rest) => (rest === "" ? ask("topic") : client.setTopic(room.id, rest)),
	},
	{
		name: "rename",
		takes: "NAME",
		does: "Give this room another name",
		run: ({ client, room }, rest) => (rest === "" ? ask("rename") : client.rename(room.id, withoutSign(rest))),
	},
	{ name: "archive", takes: "", does: "Close this room: it can be read, and brought back", run: () => ask("archive") },
	...moderationCommands,
	{
		name: "status",
		takes: "EMOJI TEXT",
		does: "Show what you are about; alone, it takes it away",
		async run({ client }, rest) {
			if (rest === "") {
				await client.setProfile({ status: null });
				return "You show no status now";
			}
			const { emoji, text } = await readStatus(rest);
			await client.setProfile({ status: { emoji, text } });
			return `You show ${emoji} ${text}`.trimEnd();
		},
	},
	{
		name: "help",
		takes: "",
		does: "These commands, and how to format",
		run() {
			helpShown.value = true;
		},
	},
];

const FIRST_EMOJI = /^(\p{RGI_Emoji})\s*(.*)$/v;
const FIRST_SHORTCODE = /^:([\p{L}\p{N}_+-]+):\s*(.*)$/u;
const NO_EMOJI = "💬";

async function readStatus(rest: string): Promise<{ emoji: string; text: string }> {
	const line = rest.replace(/\s+/g, " ");
	const [, char, text = ""] = FIRST_EMOJI.exec(line) ?? [];
	if (char !== undefined) return { emoji: char, text };
	const [, name = "", words = ""] = FIRST_SHORTCODE.exec(line) ?? [];
	const named = name === "" ? undefined : (await loadEmoji()).named(name);
	return named ? { emoji: named.char, text: words } : { emoji: NO_EMOJI, text: line };
}
