import { count, oneLine } from "../printable.ts";
import type { Command, CommandContext } from "./command.ts";

interface Wish {
	room: string;
	force: boolean;
}

function parse(argument: string): Wish {
	const words = argument.split(/\s+/).filter(Boolean);
	const force = words.at(-1)?.toLowerCase() === "force";
	return { room: (force ? words.slice(0, -1) : words).join(" "), force };
}

async function chosen({ core }: CommandContext, { room }: Wish) {
	const all = await core.rooms.all();
	if (room === "") return all;
	const { id } = await core.rooms.find(room);
	return all.filter((one) => one.id === id);
}

function refused({ core, print }: CommandContext, { room, force }: Wish): boolean {
	if (force || core.presence.count === 0) return false;
	print("Chatroom Currently Active");
	print(`To do it anyway: ${["delete chat backup", oneLine(room), "force"].filter(Boolean).join(" ")}`);
	return true;
}

export const deleteChatBackup: Command = {
	name: "delete chat backup",
	aliases: ["<DELETE CHAT BACKUP>"],
	usage: "delete chat backup [ROOM] [force]",
	help: "Delete the history of all rooms, or of one, for ever; force: even while people are connected",
	argument: { is: "room", optional: true },
	logged: (argument) => ({ ...parse(argument) }),
	async run(context, argument) {
		const { core, log, isTerminal, print, ask } = context;
		const wish = parse(argument);
		const rooms = await chosen(context, wish);
		if (refused(context, wish)) return;
		if (isTerminal) {
			const messages = rooms.reduce((sum, room) => sum + room.messages, 0);
			const where = wish.room ? oneLine(rooms[0]?.name ?? wish.room) : count(rooms.length, "room");
			print(`${count(messages, "message")} in ${where} would be deleted for ever`);
			const answer = await ask("Type yes to delete: ");
			if (answer?.trim().toLowerCase() !== "yes") return print("Nothing was deleted");
			// Somebody may have come meanwhile.
			if (refused(context, wish)) return;
		}
		const deleted = await core.messages.clear(rooms.map(({ id }) => id));
		const removed = await core.files.housekeeping.run();
		log.info("history deleted", { rooms: rooms.length, messages: deleted });
		print(`Deleted ${count(deleted, "message")} in ${count(rooms.length, "room")}`);
		if (!removed) print("Some of the files in them could not be removed: the log says which");
	},
};
