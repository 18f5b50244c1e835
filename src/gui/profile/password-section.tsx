import { useState } from "preact/hooks";
import type { Client } from "../../client/client.ts";
import { ParlourError } from "../../protocol/errors.ts";
import { api } from "../api.ts";
import { Field } from "../auth/field.tsx";
import { SectionForm } from "./section-form.tsx";

export function PasswordSection({ client }: { client: Client }) {
	const [round, setRound] = useState(0);
	async function change(form: FormData) {
		const next = String(form.get("new") ?? "");
		if (next !== form.get("confirm")) throw new ParlourError("bad_request", "The two new passwords differ");
		await api.changePassword(String(form.get("old") ?? ""), next);
		setRound(round + 1);
	}
	return (
		<SectionForm
			title="Password"
			action="Change password"
			done="Changed. Your other sessions have ended"
			onSubmit={change}
		>
			{/* So that a password manager knows whose it is. */}
			<input
				class="for-ears"
				type="text"
				autocomplete="username"
				value={client.me.value?.name ?? ""}
				readOnly
				tabIndex={-1}
				aria-hidden="true"
			/>
			<div key={round}>
				<Field label="Password now" name="old" type="password" autoComplete="current-password" />
				<Field label="New password" name="new" type="password" autoComplete="new-password" />
				<Field label="Confirm new password" name="confirm" type="password" autoComplete="new-password" />
			</div>
			<p class="faint">Your other sessions and your app passwords end with it.</p>
		</SectionForm>
	);
}
