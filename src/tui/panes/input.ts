import type { TextState } from "../editor/text-state.ts";
import { EMPTY } from "../editor/text-state.ts";
import type { Workspace } from "../workspace.ts";

/** What is being written at the foot of the screen: a message, or what a panel asks for. */
export function inputOf({ panel, composer, place }: Workspace): { prompt: string; state: TextState } {
	const open = panel.value;
	if (open.kind === "pick") return { prompt: `${open.picker.options.prompt} `, state: open.picker.filter.value };
	if (open.kind === "search") return { prompt: "Search: ", state: open.search.query.value };
	if (open.kind === "list") return { prompt: "", state: EMPTY };
	if (open.kind === "confirm") return { prompt: `${open.question} `, state: EMPTY };
	const prompt = composer.editing.value ? "edit> " : place.thread.value ? "reply> " : "> ";
	return { prompt, state: composer.state.value };
}
