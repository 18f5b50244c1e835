import type { Person } from "../../../core/presence.ts";
import type { IrcClient } from "../connection/irc-client.ts";

/** More links than that are left as they are. */
const MOST_FILES = 10;

/**
 * soju.im/FILEHOST: where a message holds links to its writer's own uploads, they are its files, so that the members of
 * the room may open them, and no longer its text. Links to anything else stay what they are.
 */
export async function takeUploads(
	client: IrcClient,
	person: Person,
	body: string,
): Promise<{ text: string; files: string[] }> {
	const { core, settings } = client.context;
	const start = `${settings.baseUrl}/files/`;
	if (!body.includes(start)) return { text: body, files: [] };
	const links = new Map<string, Set<string>>();
	for (const piece of body.split(start).slice(1)) {
		const [path = "", id = ""] = /^([\w-]{1,100})\/[\w.!~*'()%-]+/.exec(piece) ?? [];
		if (id !== "") links.set(id, (links.get(id) ?? new Set()).add(start + path));
	}
	const ids = [...links.keys()].slice(0, MOST_FILES);
	const files = await client.patiently(() => core.files.unposted(person, ids));
	let text = body;
	for (const id of files) for (const link of links.get(id) ?? []) text = text.replaceAll(link, "");
	return { text: files.length > 0 ? tidied(text) : body, files };
}

/** Without the blanks that stood around a link, at the ends of a line and of the whole. */
function tidied(text: string): string {
	const lines = text.split("\n").map((line) => line.trimEnd());
	return lines.join("\n").trim();
}
