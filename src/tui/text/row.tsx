import { Text } from "ink";
import { type Line, textOf } from "./line.ts";
import { printable } from "./printable.ts";

const LINK = "\u001B]8;;";
const LINK_END = "\u0007";

/** One row of the screen. All text gets there through here, and nothing in it can steer the terminal. */
export function Row({ line }: { line: Line }) {
	return (
		<Text wrap="truncate-end">
			{textOf(line) === ""
				? " "
				: line.map(({ text, color, background, bold, dim, italic, underline, strike, inverse, href }, index) => (
						<Text
							key={index}
							bold={bold ?? false}
							dimColor={dim ?? false}
							italic={italic ?? false}
							underline={underline ?? false}
							strikethrough={strike ?? false}
							inverse={inverse ?? false}
							{...(color === undefined ? {} : { color })}
							{...(background === undefined ? {} : { backgroundColor: background })}
						>
							{href === undefined ? printable(text) : linked(printable(text), href)}
						</Text>
					))}
		</Text>
	);
}

/** As terminals know links: a click leads there, also from each row of one that is broken into several. */
function linked(text: string, href: string): string {
	return `${LINK}${href}${LINK_END}${text}${LINK}${LINK_END}`;
}
