/** What HELP answers, by its subject. */
export const HELP: ReadonlyMap<string, readonly string[]> = new Map([
	[
		"",
		[
			"Rooms are channels, people are nicks, and membership lasts:",
			"JOIN #room to join or make a room, PART #room to leave it for good, LIST for the public ones",
			"PRIVMSG name to write to one person, INVITE name #room to bring somebody in",
			"MODE and KICK for those who moderate a room",
			"TOPIC, NAMES, WHO, WHOIS, AWAY, SETNAME, METADATA, MONITOR, CHATHISTORY, SEARCH, MARKREAD, REDACT, RENAME",
			"HELP COMMAND tells more of some of them",
		],
	],
	[
		"JOIN",
		[
			"JOIN #room[,#room…] [key[,key…]]",
			"Joins public rooms; one that is not there yet is made. Private ones need an invitation",
		],
	],
	["PART", ["PART #room[,#room…]", "Leaves rooms for good. Closing the client is not leaving"]],
	["PRIVMSG", ["PRIVMSG target[,target…] :text", "Says something in a room, or to a person"]],
	["INVITE", ["INVITE name #room", "Brings somebody into a room that you are in"]],
	[
		"MODE",
		[
			"MODE #room [modes [parameters…]]",
			"o moderator, v speaker, b ban, e not meant by a ban, I may join uninvited: +b, +e, +I alone show the list",
			"i and s private, k key, l most members, m only moderators and speakers post, t only moderators set the topic",
		],
	],
	["KICK", ["KICK #room name[,name…] [:reason]", "Takes people out of a room that you moderate, for good"]],
	["REDACT", ["REDACT #room msgid", "Deletes a message of yours; admins delete anybody's"]],
	["RENAME", ["RENAME #room #name [:reason]", "Whoever moderates a room renames it"]],
	["AWAY", ["AWAY [:text]", "Sets your status, or ends it. It is seen in every client"]],
]);
