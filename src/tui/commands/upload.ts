import { formatSize } from "../../client/file-size.ts";
import { sendTo } from "../post.ts";
import type { Workspace } from "../workspace.ts";
import { refuse, type SlashCommand } from "./command.ts";

/** Sends a file of this machine's to where one was when one asked for it. */
async function upload(workspace: Workspace, rest: string): Promise<void> {
	const path = rest.trim();
	if (path === "") refuse("Which file? /upload PATH");
	const { client, options, log } = workspace;
	const { room, thread } = log.peek()?.stretch ?? refuse("No room is open yet");
	const most = client.server.peek()?.maxFileBytes ?? 0;
	const file = await options.upload(path, most, (name, bytes, sent) =>
		workspace.busy(`Uploading ${name}, ${formatSize(bytes)}… ${percent(sent, bytes)}`),
	);
	sendTo(workspace, room, "", { files: [file], ...(thread ? { thread: thread.root } : {}) });
	workspace.say(`Uploaded ${file.name}, ${formatSize(file.size)}`);
}

function percent(sent: number, bytes: number): string {
	return `${bytes === 0 ? 100 : Math.floor((sent / bytes) * 100)} %`;
}

export const uploadCommands: readonly SlashCommand[] = [
	{ name: "upload", takes: "PATH", does: "Send a file from this computer", run: upload },
];
