import type { ComposerModel } from "./composer-model.ts";

/** What is asked before something goes out. To send again says yes, to type on takes it back. */
export function QuestionBar({ model }: { model: ComposerModel }) {
	const question = model.question.value;
	if (!question) return null;
	function answer(yes: boolean) {
		model.question.value = null;
		if (yes) void question?.run();
		model.box?.focus();
	}
	return (
		<div class="question">
			<p role="alert">{question.text}</p>
			<div>
				<button class="button" type="button" onClick={() => answer(false)}>
					Cancel
				</button>
				<button class="button primary" type="button" onClick={() => answer(true)}>
					{question.yes}
				</button>
			</div>
		</div>
	);
}
