import { signal } from "@preact/signals-core";
import { formatDay } from "../../client/dates.ts";
import { splitName, withoutSign } from "../../client/slash-command.ts";
import type { ListedRoom } from "../../protocol/entities.ts";
import { Picker } from "../picker.ts";
import { callOf } from "../room-sign.ts";
import type { Workspace } from "../workspace.ts";
import { currentRoom, refuse, type SlashCommand } from "./command.ts";

/** Joins it first, where one has not. Throws ParlourError with what to show. */
export async function enter(workspace: Workspace, { id, name, keyed }: ListedRoom, key = ""): Promise<void> {
	const { client } = workspace;
	const own = client.rooms.peek().get(id);
	if (!own && keyed && key === "") refuse(`#${name} has a key: /join ${name} KEY`);
	workspace.show(own ?? (await client.join(id, ...(key === "" ? [] : [key]))));
}

/** The public rooms, to look through and to join. */
export function browseRooms(workspace: Workspace): void {
	const items = signal<readonly ListedRoom[] | null>(null);
	const picker = new Picker<ListedRoom>({
		title: "Rooms that anybody can join",
		prompt: "Find:",
		nothing: "No room of that name. /create NAME makes one",
		items,
		words: ({ name }) => name,
		sign: () => "# ",
		details: (room) => detailsOf(room, workspace.now.value),
		choose: (room) => void workspace.attempt(() => enter(workspace, room)),
	});
	workspace.panel.value = { kind: "pick", picker };
	void workspace.attempt(async () => {
		items.value = await workspace.client.directory();
	});
}

function detailsOf({ members, lastAt, topic, joined, keyed }: ListedRoom, now: number): string {
	const people = `${members} ${members === 1 ? "person" : "people"}`;
	return [joined ? "joined" : keyed ? "needs a key" : "", people, formatDay(lastAt, now), topic]
		.filter(Boolean)
		.join(" · ");
}

export const roomCommands: readonly SlashCommand[] = [
	{
		name: "join",
		takes: "ROOM [KEY]",
		does: "Go to a room, joining it where you have not",
		async run(workspace, rest) {
			const { name, rest: key } = splitName(rest);
			if (name === "") return browseRooms(workspace);
			const same = (room: { name: string }) => room.name.toLowerCase() === name.toLowerCase();
			const mine = workspace.rooms.peek().find(({ info }) => same(info.peek()));
			if (mine) return workspace.show(mine);
			const listed = (await workspace.client.directory()).find(same);
			if (!listed) refuse(`No room is named ${name}: /rooms lists them, /create ${name} makes it`);
			await enter(workspace, listed, key.trim());
		},
	},
	{
		name: "leave",
		takes: "",
		does: "Leave this room",
		run(workspace) {
			const room = currentRoom(workspace);
			const name = callOf(room);
			const leave = async () => {
				await workspace.client.leave(room.id);
				workspace.say(`You left ${name}`);
			};
			if (room.info.peek().visibility !== "private") return leave();
			// One does not come back alone.
			const question = `Leave private ${name}? y/n`;
			workspace.panel.value = { kind: "confirm", question, yes: () => void workspace.attempt(leave) };
		},
	},
	{
		name: "rooms",
		takes: "",
		does: "Browse the rooms that anybody can join",
		run: browseRooms,
	},
	{
		name: "create",
		takes: "NAME [private]",
		does: "Make a room",
		async run(workspace, rest) {
			const [name = "", visibility] = rest.trim().split(/\s+/);
			if (name === "") refuse("What is it to be called? /create NAME, or /create NAME private");
			if (visibility !== undefined && visibility !== "private") refuse("Behind the name only private may stand");
			const wish = {
				name: withoutSign(name),
				visibility: visibility === undefined ? ("public" as const) : ("private" as const),
				topic: "",
			};
			workspace.show(await workspace.client.createRoom(wish));
		},
	},
	{
		name: "invite",
		takes: "NAME",
		does: "Bring somebody into this room",
		async run(workspace, rest) {
			const name = withoutSign(rest);
			if (name === "") refuse("Whom? /invite NAME");
			const room = currentRoom(workspace);
			await workspace.client.invite(room.id, name);
			workspace.say(`${name} is in ${callOf(room)} now`);
		},
	},
];
