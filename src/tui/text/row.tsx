import { Text } from "ink";
import { type Line, textOf } from "./line.ts";
import { printable } from "./printable.ts";

/** One row of the screen. All text gets there through here, and nothing in it can steer the terminal. */
export function Row({ line }: { line: Line }) {
	return (
		<Text wrap="truncate-end">
			{textOf(line) === ""
				? " "
				: line.map(({ text, color, background, bold, dim, italic, underline, strike, inverse }, index) => (
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
							{printable(text)}
						</Text>
					))}
		</Text>
	);
}
