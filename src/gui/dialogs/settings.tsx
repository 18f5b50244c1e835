import type { Client } from "../../client/client.ts";
import { chooseTheme, THEMES, theme } from "../theme.ts";
import { dialog } from "../view.ts";
import { Modal } from "./modal.tsx";

const LABELS = { auto: "As the system", light: "Light", dark: "Dark" };

export function Settings({ client, onClose }: { client: Client; onClose(): void }) {
	const server = client.server.value;
	return (
		<Modal title="Settings" onClose={onClose}>
			<fieldset class="choice">
				<legend>Appearance</legend>
				{THEMES.map((name) => (
					<label key={name}>
						<input type="radio" name="theme" checked={theme.value === name} onChange={() => chooseTheme(name)} />
						<span>{LABELS[name]}</span>
					</label>
				))}
			</fieldset>
			<p>
				<button class="button" type="button" onClick={() => (dialog.value = "shortcuts")}>
					Keyboard shortcuts
				</button>
			</p>
			<p class="faint">
				{server?.name} runs Parlour {server?.version}
			</p>
		</Modal>
	);
}
