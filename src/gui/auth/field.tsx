import { useId } from "preact/hooks";

interface Props {
	label: string;
	name: string;
	type?: "text" | "password";
	autoComplete?: string;
	maxLength?: number;
	autoFocus?: boolean;
	value?: string;
	hint?: string;
	optional?: boolean;
}

export function Field({
	label,
	name,
	type = "text",
	autoComplete = "off",
	maxLength,
	autoFocus,
	value,
	hint,
	optional,
}: Props) {
	const id = useId();
	const input = {
		id,
		name,
		autocomplete: autoComplete,
		autofocus: autoFocus ?? false,
		autocapitalize: "none" as const,
		spellcheck: false,
		required: !optional,
		...(maxLength === undefined ? {} : { maxLength }),
		...(value === undefined ? {} : { defaultValue: value }),
	};
	return (
		<div class="field">
			<label for={id}>{label}</label>
			{type === "password" ? <input type="password" {...input} /> : <input type="text" {...input} />}
			{hint && <small>{hint}</small>}
		</div>
	);
}
