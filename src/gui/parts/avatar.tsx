import { hueOf, initialsOf } from "../../client/person-look.ts";

interface Props {
	name: string;
	size?: "small" | "normal";
	/** Undefined shows no dot. */
	online?: boolean;
}

export function Avatar({ name, size = "normal", online }: Props) {
	return (
		<span class={`avatar ${size}`} data-hue={hueOf(name)} aria-hidden="true">
			{initialsOf(name)}
			{online !== undefined && <i class={online ? "dot on" : "dot"} />}
		</span>
	);
}
