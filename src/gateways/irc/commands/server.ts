import { RPL } from "../numerics.ts";
import { showMotd } from "../show/motd.ts";
import { showUsers } from "../show/users.ts";
import type { PersonCommand } from "./command.ts";

/** RFC 2812 3.4: what one may ask of the server itself. */
export const motd: PersonCommand = { name: "MOTD", minParams: 0, run: (client) => showMotd(client) };

export const lusers: PersonCommand = { name: "LUSERS", minParams: 0, run: (client) => showUsers(client) };

export const version: PersonCommand = {
	name: "VERSION",
	minParams: 0,
	run(client) {
		client.reply(RPL.VERSION, `Parlour-${client.context.settings.version}`, client.serverName, "");
	},
};

export const time: PersonCommand = {
	name: "TIME",
	minParams: 0,
	run(client) {
		client.reply(RPL.TIME, client.serverName, new Date(client.context.clock.now()).toUTCString());
	},
};
