import { chooseTheme, THEMES, theme } from "../theme.ts";

const LABELS = { auto: "As the system", light: "Light", dark: "Dark" };

export function AppearanceSection() {
	return (
		<fieldset class="choice">
			<legend>Colours</legend>
			{THEMES.map((name) => (
				<label key={name}>
					<input type="radio" name="theme" checked={theme.value === name} onChange={() => chooseTheme(name)} />
					<span>{LABELS[name]}</span>
				</label>
			))}
		</fieldset>
	);
}
