import type { IrcSettings } from "../context.ts";
import { CHANMODES } from "../modes/channel-modes.ts";
import { MOST_MODES } from "../modes/mode-string.ts";
import { MOST_TARGETS } from "../saying/targets.ts";

/** Where IRC clients upload: of the web gateway. */
export const FILEHOST_PATH = "/api/filehost";

/** What RPL_ISUPPORT (005) announces. */
export function supported(
	{ network, baseUrl }: Pick<IrcSettings, "network" | "baseUrl">,
	takesFiles: boolean,
): string[] {
	return [
		"CASEMAPPING=ascii",
		"CHANTYPES=#",
		"CHANNELLEN=33",
		"NICKLEN=32",
		"TOPICLEN=250",
		`CHANMODES=${CHANMODES}`,
		"PREFIX=(ov)@+",
		"STATUSMSG=@+",
		"EXCEPTS=e",
		"INVEX=I",
		"MAXLIST=b:100,e:100,I:100",
		"KICKLEN=250",
		`NETWORK=${escaped(network)}`,
		`MODES=${MOST_MODES}`,
		`TARGMAX=PRIVMSG:${MOST_TARGETS},NOTICE:${MOST_TARGETS},TAGMSG:${MOST_TARGETS},JOIN:50,PART:50,KICK:50,NAMES:1,WHOIS:1`,
		"CHATHISTORY=200",
		"MSGREFTYPES=msgid,timestamp",
		"UTF8ONLY",
		"MONITOR=100",
		"ELIST=MNU",
		"SAFELIST",
		"AWAYLEN=100",
		"NAMELEN=64",
		"WHOX",
		"BOT=B",
		...(takesFiles && baseUrl !== "" ? [`soju.im/FILEHOST=${baseUrl}${FILEHOST_PATH}`] : []),
	];
}

/** Modern IRC, RPL_ISUPPORT: what would end a value, or be taken for something else in it, is told by its number. */
function escaped(value: string): string {
	return value.replace(/[\\ =]/g, (char) => `\\x${char.charCodeAt(0).toString(16).toUpperCase()}`);
}
