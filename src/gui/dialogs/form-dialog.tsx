import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { Modal } from "./modal.tsx";

interface Props {
	title: string;
	action: string;
	danger?: boolean;
	onClose(): void;
	onGone?: () => void;
	/** A refusal is shown in the dialog, which stays open. */
	onSubmit(form: FormData): Promise<unknown>;
	children: ComponentChildren;
}

export function FormDialog({ title, action, danger, onClose, onGone, onSubmit, children }: Props) {
	const [error, setError] = useState<string | null>(null);
	const [busy, setBusy] = useState(false);

	async function submit(event: SubmitEvent) {
		event.preventDefault();
		if (busy || !(event.target instanceof HTMLFormElement)) return;
		setBusy(true);
		setError(null);
		try {
			await onSubmit(new FormData(event.target));
			onClose();
		} catch (cause) {
			setError(cause instanceof Error ? cause.message : String(cause));
			setBusy(false);
		}
	}

	return (
		<Modal title={title} onClose={onClose} onGone={onGone}>
			<form onSubmit={submit}>
				{children}
				{error !== null && (
					<p class="form-error" role="alert">
						{error}
					</p>
				)}
				<footer class="modal-actions">
					<button class="button" type="button" onClick={onClose}>
						Cancel
					</button>
					<button class={danger ? "button danger" : "button primary"} type="submit" aria-busy={busy}>
						{action}
					</button>
				</footer>
			</form>
		</Modal>
	);
}
