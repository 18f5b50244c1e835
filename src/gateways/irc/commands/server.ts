import { ERR, RPL } from "../numerics.ts";
import { HELP } from "../show/help.ts";
import { showMotd } from "../show/motd.ts";
import { showSupported } from "../show/supported.ts";
import { showUsers } from "../show/users.ts";
import type { EarlyCommand, PersonCommand } from "./command.ts";

/** RFC 2812 3.4: what one may ask of the server itself. */
export const motd: PersonCommand = { name: "MOTD", minParams: 0, run: (client) => showMotd(client) };

export const lusers: PersonCommand = { name: "LUSERS", minParams: 0, run: (client) => showUsers(client) };

export const version: PersonCommand = {
	name: "VERSION",
	minParams: 0,
	run(client) {
		client.reply(RPL.VERSION, `Parlour-${client.context.settings.version}`, client.serverName, "");
		showSupported(client);
	},
};

export const time: PersonCommand = {
	name: "TIME",
	minParams: 0,
	run(client) {
		client.reply(RPL.TIME, client.serverName, new Date(client.context.clock.now()).toUTCString());
	},
};

/** IRCv3 draft/extended-isupport: before the welcome, too. */
export const isupport: EarlyCommand = {
	name: "ISUPPORT",
	minParams: 0,
	early: true,
	run: (client) => showSupported(client),
};

export const info: PersonCommand = {
	name: "INFO",
	minParams: 0,
	run(client) {
		const { settings, startedAt } = client.context;
		client.reply(
			RPL.INFO,
			`${settings.network}, run by Parlour ${settings.version}: group chat that people host themselves`,
		);
		client.reply(RPL.INFO, `In a browser: ${settings.baseUrl}`);
		client.reply(RPL.INFO, `Started ${new Date(startedAt).toISOString()}`);
		client.reply(RPL.ENDOFINFO, "End of INFO list");
	},
};

/** One server is all that there is. */
export const links: PersonCommand = {
	name: "LINKS",
	minParams: 0,
	run(client) {
		const { serverName, context } = client;
		client.reply(RPL.LINKS, serverName, serverName, `0 ${context.settings.network}`);
		client.reply(RPL.ENDOFLINKS, "*", "End of LINKS list");
	},
};

/** RFC 2812 3.4.4: of what it may ask, `u` alone concerns somebody who is no host. */
export const stats: PersonCommand = {
	name: "STATS",
	minParams: 0,
	run(client, { params: [query = ""] }) {
		if (query === "u") client.reply(RPL.STATSUPTIME, uptime(client.context.clock.now() - client.context.startedAt));
		client.reply(RPL.ENDOFSTATS, query.slice(0, 1) || "*", "End of STATS report");
	},
};

function uptime(ms: number): string {
	const seconds = Math.floor(ms / 1000);
	const two = (number: number) => String(number).padStart(2, "0");
	const [days, hours, minutes] = [
		Math.floor(seconds / 86_400),
		Math.floor(seconds / 3600) % 24,
		Math.floor(seconds / 60) % 60,
	];
	return `Server Up ${days} days ${hours}:${two(minutes)}:${two(seconds % 60)}`;
}

function helpCommand(name: "HELP" | "HELPOP"): PersonCommand {
	return {
		name,
		minParams: 0,
		run(client, { params: [asked = ""] }) {
			const subject = asked === "" ? "*" : asked.toUpperCase().slice(0, 32);
			const lines = asked === "" ? HELP.get("") : HELP.get(subject);
			if (!lines) return client.reply(ERR.HELPNOTFOUND, subject, "There is no help on that");
			for (const [index, line] of lines.entries()) {
				client.reply(index === 0 ? RPL.HELPSTART : RPL.HELPTXT, subject, line);
			}
			client.reply(RPL.ENDOFHELP, subject, "End of HELP");
		},
	};
}

export const help = helpCommand("HELP");
export const helpop = helpCommand("HELPOP");
