import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

interface Props {
	title: string;
	/** Where its only field says the same. */
	untitled?: boolean;
	action: string;
	/** What is told when it is done. */
	done: string;
	onSubmit(form: FormData): Promise<unknown>;
	children: ComponentChildren;
}

/** A form of the settings: it stays open, and tells what became of it. */
export function SectionForm({ title, untitled = false, action, done, onSubmit, children }: Props) {
	const [outcome, setOutcome] = useState<{ error: string | null } | null>(null);
	const [busy, setBusy] = useState(false);
	async function submit(event: SubmitEvent) {
		event.preventDefault();
		if (busy || !(event.target instanceof HTMLFormElement)) return;
		setBusy(true);
		setOutcome(null);
		try {
			await onSubmit(new FormData(event.target));
			setOutcome({ error: null });
		} catch (cause) {
			setOutcome({ error: cause instanceof Error ? cause.message : String(cause) });
		} finally {
			setBusy(false);
		}
	}
	return (
		<form class="section-form" aria-label={title} onSubmit={submit}>
			{!untitled && <h3>{title}</h3>}
			{children}
			{outcome !== null && outcome.error !== null && (
				<p class="form-error" role="alert">
					{outcome.error}
				</p>
			)}
			<div class="section-actions">
				<button class="button primary" type="submit" aria-busy={busy}>
					{action}
				</button>
				<span class="section-done" role="status">
					{outcome?.error === null && done}
				</span>
			</div>
		</form>
	);
}
