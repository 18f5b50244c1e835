/** Why something was not done, beside where it was asked for. */
export function Refusal({ error }: { error: string | null }) {
	if (error === null) return null;
	return (
		<p class="form-error" role="alert">
			{error}
		</p>
	);
}
