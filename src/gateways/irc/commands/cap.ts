import { type Capabilities, has, including, isCapability, namesOf, offered, without } from "../capabilities.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import { wordLines } from "../line/fitting.ts";
import { ERR } from "../numerics.ts";
import type { EarlyCommand } from "./command.ts";

const LINE_BYTES = 400;
const STS_SECONDS = 30 * 24 * 60 * 60;

/** IRCv3 capability negotiation. */
export const cap: EarlyCommand = {
	name: "CAP",
	minParams: 1,
	early: true,
	async run(client, { params }) {
		const [sub = "", argument = ""] = params;
		const { registration } = client;
		switch (sub.toUpperCase()) {
			case "LS":
				if (!client.person) registration.negotiating = true;
				client.capVersion = Math.max(client.capVersion, Number.parseInt(argument, 10) || 301);
				// CAP LS 302 asks for cap-notify too.
				if (client.capVersion >= 302) client.capabilities = including(client.capabilities, "cap-notify");
				return list(client, "LS", [...offered(client.capVersion >= 302), ...stsFor(client)]);
			case "LIST":
				return list(client, "LIST", namesOf(client.capabilities));
			case "REQ":
				if (!client.person) registration.negotiating = true;
				return request(client, argument);
			case "END":
				registration.negotiating = false;
				return registration.proceed();
			default:
				return client.reply(ERR.INVALIDCAPCMD, sub.slice(0, 64), "Invalid CAP subcommand");
		}
	},
};

/** IRCv3 sts: under TLS how long a client is to come by it, without it where. Nobody asks for it by CAP REQ. */
function stsFor(client: IrcClient): string[] {
	const { stsPort } = client.context;
	if (stsPort === null || client.capVersion < 302) return [];
	return [client.secure ? `sts=duration=${STS_SECONDS}` : `sts=port=${stsPort}`];
}

/** In several lines to who said 302 alone: an older client takes the first for all there is. */
function list(client: IrcClient, sub: string, names: readonly string[]): void {
	const lines = wordLines(names, LINE_BYTES).slice(0, client.capVersion >= 302 ? undefined : 1);
	for (const [index, line] of lines.entries()) {
		client.reply("CAP", sub, ...(index < lines.length - 1 ? ["*"] : []), line);
	}
}

/** All that is asked for, or nothing. */
function request(client: IrcClient, argument: string): void {
	let wanted: Capabilities = client.capabilities;
	const words = argument.split(" ").filter((word) => word !== "");
	for (const word of words) {
		const off = word.startsWith("-");
		const name = off ? word.slice(1) : word;
		const stays = off && name === "cap-notify" && client.capVersion >= 302 && has(wanted, "cap-notify");
		if (!isCapability(name) || stays) return client.reply("CAP", "NAK", argument);
		wanted = off ? without(wanted, name) : including(wanted, name);
	}
	client.capabilities = wanted;
	for (const line of wordLines(words, LINE_BYTES)) client.reply("CAP", "ACK", line);
}
