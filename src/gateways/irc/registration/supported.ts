import type { IrcSettings } from "../context.ts";

/** What RPL_ISUPPORT (005) announces. */
export function supported({ network }: IrcSettings): string[] {
	return [
		"CASEMAPPING=ascii",
		"CHANTYPES=#",
		"CHANNELLEN=64",
		"NICKLEN=64",
		"TOPICLEN=250",
		"CHANMODES=,,,imnst",
		"PREFIX=(qo)~@",
		`NETWORK=${network.replaceAll(" ", "\\x20")}`,
		"MODES=1",
		"TARGMAX=PRIVMSG:4,NOTICE:4,TAGMSG:4,JOIN:,PART:,NAMES:1,WHOIS:1",
		"CHATHISTORY=200",
		"MSGREFTYPES=msgid,timestamp",
		"UTF8ONLY",
		"MONITOR=100",
		"ELIST=MNU",
		"SAFELIST",
		"AWAYLEN=100",
		"NAMELEN=64",
		"CLIENTTAGDENY=*,-draft/react,-draft/reply,-draft/unreact,-react,-reply,-typing,-unreact",
		"WHOX",
		"BOT=B",
	];
}
