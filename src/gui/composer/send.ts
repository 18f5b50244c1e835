import { everyoneNamed } from "../../client/everyone.ts";
import { parseTyped } from "../../client/slash-command.ts";
import { loadEmoji, loadedEmoji } from "../emoji/load-emoji.ts";
import { mayHaveShortcode, replaceShortcodes } from "../emoji/shortcodes.ts";
import { skinTone, withTone } from "../emoji/skin-tone.ts";
import { goOut } from "./attachments/waiting-posts.ts";
import { runCommand } from "./commands/run-command.ts";
import type { ComposerModel } from "./composer-model.ts";
import { everyoneQuestion } from "./everyone.ts";

/** What stands in the composer goes where it belongs: it is a command, or a message, which may be asked about first. */
export function send(model: ComposerModel): void {
	const asked = model.question.peek();
	if (asked) {
		model.question.value = null;
		return void asked.run();
	}
	if (!model.sendable.peek()) return;
	const typed = parseTyped(model.text.peek());
	if (typed.kind === "command") return void runCommand(model, typed.name, typed.rest);
	const failed = model.uploads.peek().find(({ state }) => state.peek().state === "failed");
	if (failed) return model.tell("problem", `${failed.name} could not be uploaded: retry it, or remove it`);
	if (everyoneNamed(typed.body) === null) return withEmoji(model, typed.body);
	void ask(model, typed.body);
}

async function ask(model: ComposerModel, body: string): Promise<void> {
	const before = model.text.peek();
	const text = await everyoneQuestion(model, body);
	if (model.text.peek() !== before) return;
	if (text === null) return withEmoji(model, body);
	model.question.value = { text, yes: "Send anyway", run: () => withEmoji(model, body) };
}

/** At once where the emoji are there; else as soon as they are. */
function withEmoji(model: ComposerModel, body: string): void {
	if (!mayHaveShortcode(body)) return goOut(model, body);
	const data = loadedEmoji();
	if (data) {
		const emojiOf = (name: string) => {
			const emoji = data.named(name);
			return emoji && withTone(emoji.char, skinTone.peek());
		};
		return goOut(model, replaceShortcodes(body, emojiOf));
	}
	const before = model.text.peek();
	const unchanged = () => model.text.peek() === before;
	loadEmoji().then(
		() => unchanged() && withEmoji(model, body),
		() => unchanged() && goOut(model, body),
	);
}
