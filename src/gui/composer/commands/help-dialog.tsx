import { Modal } from "../../dialogs/modal.tsx";
import { adoptStyles } from "../../styles/adopt-styles.ts";
import { COMMANDS } from "./commands.ts";
import styles from "./help.css" with { type: "text" };
import { helpShown } from "./help-shown.ts";

adoptStyles(styles);

const FORMATS = [
	["**bold**", "Bold"],
	["*italic*", "Italic"],
	["~~strike~~", "Struck out"],
	["`code`", "Code"],
	["```", "A block of code, up to the next ```"],
	["> words", "Quote"],
	["- words", "List"],
	["[words](address)", "Link"],
	[":name:", "Emoji"],
] as const;

export function HelpDialog() {
	return (
		<Modal title="Commands and formatting" onClose={() => (helpShown.value = false)}>
			<dl class="command-help">
				{COMMANDS.map(({ name, takes, does }) => (
					<div key={name}>
						<dt>
							<kbd>
								/{name} {takes}
							</kbd>
						</dt>
						<dd>{does}</dd>
					</div>
				))}
				{FORMATS.map(([typed, gives]) => (
					<div key={typed}>
						<dt>
							<kbd>{typed}</kbd>
						</dt>
						<dd>{gives}</dd>
					</div>
				))}
			</dl>
		</Modal>
	);
}
