import { Client } from "../../client/client.ts";
import type { Session } from "../../client/http-api.ts";
import { VERSION } from "../../version.ts";
import { ChatEnd, EXIT } from "./exit-codes.ts";
import { openKeep } from "./keep-file.ts";
import type { ChatOptions } from "./options.ts";
import { clientPorts } from "./ports.ts";
import { connectApi } from "./server.ts";
import { SessionsFile } from "./sessions-file.ts";
import { openTrusting } from "./trust.ts";
import { uploadPath } from "./upload.ts";

interface OnScreen {
	options: ChatOptions;
	base: string;
	ca: string | null;
	session: Session;
	notice: string | null;
	screen: typeof import("../../tui/start.tsx");
}

/** The whole screen, until it is left. Throws ChatEnd where the server has ended the session. */
export async function chatOnScreen({ options, base, ca, session, notice, screen }: OnScreen): Promise<number> {
	const { account, token } = session;
	const keep = openKeep(process.env, base, account.name);
	const client = new Client(
		clientPorts(() => base, keep, openTrusting(ca)),
		{ account: account.name, token, client: `terminal/${VERSION}` },
	);
	const ending = await screen.showScreen({
		client,
		base,
		upload: (path, mostBytes, sending) => uploadPath({ api: connectApi(base, ca), token }, path, mostBytes, sending),
		room: options.room,
		notice,
		env: process.env,
		input: process.stdin,
		output: process.stdout,
	});
	keep.close();
	const unsent = client.outbox.peek().filter(({ state }) => state !== "sent").length;
	if (unsent > 0) console.log(`${unsent} message${unsent === 1 ? "" : "s"} not sent yet: kept for when you are back`);
	if (ending.why === "left") return EXIT.ok;
	if (ending.code === "version_unsupported") throw new ChatEnd(EXIT.version, ending.message);
	try {
		new SessionsFile(process.env).set(base, account.name, null);
	} catch {
		// It is of no use any more, whether it is dropped or not.
	}
	throw new ChatEnd(EXIT.notLoggedIn, ending.message);
}
