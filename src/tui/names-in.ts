import { withoutSign } from "../client/slash-command.ts";

/** `@mara,@jun` as the names in it. */
export function namesIn(text: string): string[] {
	return text
		.split(",")
		.map(withoutSign)
		.filter((name) => name !== "");
}
