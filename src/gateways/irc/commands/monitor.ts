import type { IrcClient } from "../connection/irc-client.ts";
import { maskOf } from "../names.ts";
import { MAX_MONITORED } from "../news/monitors.ts";
import { ERR, RPL } from "../numerics.ts";
import { nickOnline } from "../online.ts";
import { showWords } from "../show/words.ts";
import type { PersonCommand } from "./command.ts";

/** IRCv3 monitor */
export const monitor: PersonCommand = {
	name: "MONITOR",
	minParams: 1,
	costly: true,
	async run(client, { params: [sub = "", targets = ""] }) {
		const { monitors } = client.context;
		const nicks = targets.split(",").filter((nick) => nick !== "");
		switch (sub.toUpperCase()) {
			case "+":
				return add(client, nicks);
			case "-":
				for (const nick of nicks) monitors.remove(client, nick);
				return;
			case "C":
				return monitors.forget(client);
			case "L":
				showNicks(client, RPL.MONLIST, monitors.list(client));
				return client.reply(RPL.ENDOFMONLIST, "End of MONITOR list");
			case "S":
				return tellStates(client, monitors.list(client));
			default:
				client.reply(ERR.UNKNOWNCOMMAND, "MONITOR", "MONITOR knows +, -, C, L and S");
		}
	},
};

async function add(client: IrcClient, nicks: readonly string[]): Promise<void> {
	const full = nicks.findIndex((nick) => !client.context.monitors.add(client, nick));
	const added = full === -1 ? nicks : nicks.slice(0, full);
	if (full !== -1) {
		client.reply(ERR.MONLISTFULL, String(MAX_MONITORED), nicks.slice(full).join(","), "Monitor list is full");
	}
	await tellStates(client, added);
}

async function tellStates(client: IrcClient, nicks: readonly string[]): Promise<void> {
	const online: string[] = [];
	const offline: string[] = [];
	for (const nick of nicks) {
		const person = await nickOnline(client.context.core, nick);
		if (person) online.push(maskOf(person.user, client.serverName));
		else offline.push(nick);
	}
	showNicks(client, RPL.MONONLINE, online);
	showNicks(client, RPL.MONOFFLINE, offline);
}

function showNicks(client: IrcClient, numeric: string, nicks: readonly string[]): void {
	if (nicks.length > 0) showWords(client, numeric, [], nicks, ",");
}
