import { parseTyped } from "../../client/slash-command.ts";
import { runCommand } from "../commands/commands.ts";
import type { KeyPress } from "../editor/keys.ts";
import { at, remove, vertical } from "../editor/text-state.ts";
import { everyoneQuestion } from "../everyone.ts";
import { send } from "../post.ts";
import type { Workspace } from "../workspace.ts";
import { edited } from "./edit-keys.ts";

const TELL_TYPING_MS = 3000;
const EXIT = "<EXIT>";

/** A key for what is being written. */
export function composerKey(workspace: Workspace, key: KeyPress): void {
	const { composer } = workspace;
	const state = composer.state.peek();
	if (key.name === "tab") return void composer.complete(key.shift ? -1 : 1);
	if (key.name === "newline" || (key.name === "enter" && (key.alt || key.shift))) return composer.type("\n");
	if (key.name === "enter") {
		if (state.text.slice(0, state.cursor).endsWith("\\")) return composer.set(backslashToBreak(workspace));
		return void submit(workspace);
	}
	if (key.name === "up") return upOrHistory(workspace);
	if (key.name === "down") return downOrHistory(workspace);
	const next = edited(state, key);
	if (!next) return;
	if (key.name === "text" && !key.ctrl && !key.alt) {
		composer.type(key.text);
		tellTyping(workspace);
	} else composer.set(next);
}

function backslashToBreak({ composer }: Workspace) {
	const without = remove.left(composer.state.peek());
	return {
		text: `${without.text.slice(0, without.cursor)}\n${without.text.slice(without.cursor)}`,
		cursor: without.cursor + 1,
	};
}

function upOrHistory({ composer }: Workspace): void {
	const state = composer.state.peek();
	const above = vertical(state, -1);
	if (above) return composer.set(above);
	const older = composer.history.older(state.text);
	if (older !== null) composer.set(at(older));
}

function downOrHistory({ composer }: Workspace): void {
	const below = vertical(composer.state.peek(), 1);
	if (below) return composer.set(below);
	const newer = composer.history.newer();
	if (newer !== null) composer.set(at(newer));
}

function tellTyping(workspace: Workspace): void {
	const now = Date.now();
	const { text } = workspace.composer.state.peek();
	if (now - workspace.toldTypingAt < TELL_TYPING_MS || text.startsWith("/")) return;
	workspace.toldTypingAt = now;
	const stretch = workspace.log.peek()?.stretch;
	if (stretch) workspace.client.typing(stretch.room.id, stretch.thread?.root);
}

/** Sends what is written, or does what it commands. What cannot be sent stays. */
async function submit(workspace: Workspace): Promise<void> {
	const { composer, client } = workspace;
	const { text } = composer.state.peek();
	const limit = client.server.peek()?.maxBodyChars ?? Number.POSITIVE_INFINITY;
	if (text.trim() === "") return;
	if (text.trim() === EXIT) return workspace.options.leave();
	// How many are too many is told all the while.
	if (composer.chars.peek() > limit) return;
	workspace.forgetFailure();
	if (composer.editing.peek()) return void workspace.attempt(() => saveEdit(workspace, text));
	const typed = parseTyped(text);
	if (typed.kind === "command") {
		composer.clear();
		composer.history.add(text);
		const log = workspace.log.peek();
		const done = await workspace.attempt(() => runCommand(workspace, typed.name, typed.rest));
		if (done && log) log.chosen.value = null;
		else if (composer.state.peek().text === "") composer.set(at(text));
		return;
	}
	const say = () =>
		workspace.attempt(() => {
			send(workspace, typed.body);
			composer.history.add(text);
			composer.clear();
			workspace.toldTypingAt = 0;
		});
	const room = workspace.room.peek();
	const question = room && everyoneQuestion({ client, room, body: typed.body });
	if (question === null) await say();
	else workspace.panel.value = { kind: "confirm", question, yes: () => void say() };
}

async function saveEdit(workspace: Workspace, text: string): Promise<void> {
	const { composer, client } = workspace;
	const editing = composer.editing.peek();
	if (!editing) return;
	await client.edit(editing.room, editing.seq, text);
	composer.stopEditing();
}
