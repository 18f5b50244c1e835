import type { IrcClient } from "../irc-client.ts";
import { fitsMask } from "../mask.ts";
import { asParam } from "../names.ts";
import { ERR, RPL } from "../numerics.ts";
import { nickOnline } from "../online.ts";
import { HELP } from "../show/help.ts";
import { showMotd } from "../show/motd.ts";
import { showSupported } from "../show/supported.ts";
import { showUsers } from "../show/users.ts";
import type { EarlyCommand, PersonCommand } from "./command.ts";

/** RFC 2812 3.4: what one may ask of the server itself, which there is one of: others are answered by ERR_NOSUCHSERVER. */
function ofServer(name: string, show: (client: IrcClient) => void): PersonCommand {
	return {
		name,
		minParams: 0,
		async run(client, { params: [server] }) {
			const here = server === undefined || fitsMask(server, client.serverName);
			if (here || (await nickOnline(client.context.core, server))) return show(client);
			client.reply(ERR.NOSUCHSERVER, asParam(server), "No such server");
		},
	};
}

export const motd = ofServer("MOTD", showMotd);

export const lusers: PersonCommand = { name: "LUSERS", minParams: 0, run: (client) => showUsers(client) };

export const version = ofServer("VERSION", (client) => {
	client.reply(RPL.VERSION, `Parlour-${client.context.settings.version}`, client.serverName, "");
	showSupported(client);
});

export const time = ofServer("TIME", (client) => {
	client.reply(RPL.TIME, client.serverName, new Date(client.context.clock.now()).toUTCString());
});

/** Who runs a place is not told to programs: it is where people talk. */
export const admin = ofServer("ADMIN", (client) => {
	const { network, baseUrl } = client.context.settings;
	client.reply(RPL.ADMINME, client.serverName, "Administrative info");
	client.reply(RPL.ADMINLOC1, network);
	client.reply(RPL.ADMINLOC2, `In a browser: ${baseUrl}`);
	client.reply(RPL.ADMINEMAIL, "Ask in the lobby: its owner and admins are operators in WHOIS");
});

/** IRCv3 draft/extended-isupport: before the welcome, too. */
export const isupport: EarlyCommand = {
	name: "ISUPPORT",
	minParams: 0,
	early: true,
	run: (client) => showSupported(client),
};

export const info = ofServer("INFO", (client) => {
	const { settings, startedAt } = client.context;
	client.reply(
		RPL.INFO,
		`${settings.network}, run by Parlour ${settings.version}: group chat that people host themselves`,
	);
	client.reply(RPL.INFO, `In a browser: ${settings.baseUrl}`);
	client.reply(RPL.INFO, `Started ${new Date(startedAt).toISOString()}`);
	client.reply(RPL.ENDOFINFO, "End of INFO list");
});

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
	minParams: 1,
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
