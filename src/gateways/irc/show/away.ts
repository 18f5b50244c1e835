import type { Profile } from "../../../protocol/entities.ts";

/** What somebody who is away says: their status. Empty where they are not. */
export function awayText({ status }: Profile): string {
	return `${status?.emoji ?? ""} ${status?.text ?? ""}`.trim();
}
