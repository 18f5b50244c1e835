import { query, searchWish } from "./query.ts";

const FILTERS: readonly (readonly [filter: string, does: string])[] = [
	["from:", "who wrote it, as from:jun"],
	["in:", "the room, as in:support"],
	["before:", "a day, as before:2026-03-01"],
	["after:", "a day, as after:2026-01-31"],
	["has:file", "with a file"],
	["is:thread", "in a thread"],
	["“ ”", "these words together, as “tide import”"],
];

/** What narrows a search; a click puts it into the box. */
export function SearchHelp() {
	function put(filter: string) {
		const words = query.peek().trimEnd();
		query.value = `${words}${words === "" ? "" : " "}${filter === "“ ”" ? '"' : filter}${/\w$/.test(filter) ? " " : ""}`;
		searchWish.value++;
	}
	return (
		<section class="search-help" aria-label="What narrows a search">
			<p class="faint">Words find messages, files, people and rooms. These narrow it:</p>
			<ul>
				{FILTERS.map(([filter, does]) => (
					<li key={filter}>
						<button type="button" onClick={() => put(filter)}>
							<code>{filter}</code>
							<span>{does}</span>
						</button>
					</li>
				))}
			</ul>
		</section>
	);
}
