import { rateLimited } from "../../../core/rate-limit.ts";
import { ParlourError } from "../../../protocol/errors.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import type { Line } from "../line/line.ts";
import { asParam } from "../names.ts";
import { ERR } from "../numerics.ts";
import { admin } from "./admin.ts";
import { authenticate } from "./authenticate.ts";
import { away } from "./away.ts";
import { batch } from "./batch.ts";
import { cap } from "./cap.ts";
import { chathistory } from "./chathistory.ts";
import type { Command, PersonCommand } from "./command.ts";
import { help, helpop } from "./help.ts";
import { info } from "./info.ts";
import { invite } from "./invite.ts";
import { ison } from "./ison.ts";
import { isupport } from "./isupport.ts";
import { join } from "./join.ts";
import { kick } from "./kick.ts";
import { kill } from "./kill.ts";
import { links } from "./links.ts";
import { list } from "./list.ts";
import { lusers } from "./lusers.ts";
import { markread } from "./markread.ts";
import { metadata } from "./metadata.ts";
import { mode } from "./mode.ts";
import { monitor } from "./monitor.ts";
import { motd } from "./motd.ts";
import { names } from "./names.ts";
import { nick } from "./nick.ts";
import { notice } from "./notice.ts";
import { oper } from "./oper.ts";
import { connect, die, rehash, restart, squit } from "./operators-only.ts";
import { part } from "./part.ts";
import { pass } from "./pass.ts";
import { ping } from "./ping.ts";
import { pong } from "./pong.ts";
import { privmsg } from "./privmsg.ts";
import { quit } from "./quit.ts";
import { redact } from "./redact.ts";
import { register } from "./register.ts";
import { rename } from "./rename.ts";
import { search } from "./search.ts";
import { setname } from "./setname.ts";
import { stats } from "./stats.ts";
import { tagmsg } from "./tagmsg.ts";
import { time } from "./time.ts";
import { topic } from "./topic.ts";
import { user } from "./user.ts";
import { userhost } from "./userhost.ts";
import { verify } from "./verify.ts";
import { version } from "./version.ts";
import { wallops } from "./wallops.ts";
import { who } from "./who.ts";
import { whois } from "./whois.ts";
import { whowas } from "./whowas.ts";

const COMMANDS = new Map<string, Command>(
	[
		admin,
		authenticate,
		away,
		batch,
		cap,
		chathistory,
		connect,
		die,
		help,
		helpop,
		info,
		invite,
		ison,
		isupport,
		join,
		kick,
		kill,
		links,
		list,
		lusers,
		markread,
		metadata,
		mode,
		monitor,
		motd,
		names,
		nick,
		notice,
		oper,
		part,
		pass,
		ping,
		pong,
		privmsg,
		quit,
		redact,
		register,
		rehash,
		rename,
		restart,
		search,
		setname,
		squit,
		stats,
		tagmsg,
		time,
		topic,
		user,
		userhost,
		verify,
		version,
		wallops,
		who,
		whois,
		whowas,
	].map((command) => [command.name, command]),
);

/** Does what a line asks for; what core refuses is told to the client. */
export async function runCommand(client: IrcClient, line: Line): Promise<void> {
	const command = COMMANDS.get(line.command);
	if (!command) {
		const reply = client.person ? ERR.UNKNOWNCOMMAND : ERR.NOTREGISTERED;
		const text = client.person ? "Unknown command" : "You have not registered";
		return client.person ? client.reply(reply, asParam(line.command), text) : client.reply(reply, text);
	}
	if (!command.early && !client.person) return client.reply(ERR.NOTREGISTERED, "You have not registered");
	if (line.params.length < command.minParams) {
		return client.reply(ERR.NEEDMOREPARAMS, command.name, "Not enough parameters");
	}
	try {
		if (command.early) await command.run(client, line);
		else if (client.person) await client.patiently(async () => runForPerson(command, client, line));
	} catch (cause) {
		if (!(cause instanceof ParlourError)) throw cause;
		if (!client.over) client.fail(command.name, cause.code.toUpperCase(), cause.message);
	}
}

async function runForPerson(command: PersonCommand, client: IrcClient, line: Line): Promise<void> {
	const { person, context } = client;
	if (!person) throw new Error("a client has lost its person");
	const waitMs = command.costly ? (context.asking?.take(person.account.id) ?? 0) : 0;
	if (waitMs > 0) throw rateLimited(waitMs);
	await command.run(client, line, person);
}
