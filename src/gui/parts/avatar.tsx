import { hueOf, initialsOf } from "../../client/person-look.ts";

interface Props {
	/** Gives the colour, so it is the account's name, whatever the person shows. */
	name: string;
	/** What is shown in its place, which gives the initials. */
	display?: string | undefined;
	/** The hash of a picture, which stands for both. */
	picture?: string | undefined;
	size?: "small" | "normal" | "large";
	/** Undefined shows no dot. */
	online?: boolean | undefined;
}

export function Avatar({ name, display = name, picture, size = "normal", online }: Props) {
	return (
		<span class={`avatar ${size}`} data-hue={hueOf(name)} aria-hidden="true">
			{picture === undefined ? initialsOf(display) : <img src={`/pictures/${picture}`} alt="" draggable={false} />}
			{online !== undefined && <i class={online ? "dot on" : "dot"} />}
		</span>
	);
}
