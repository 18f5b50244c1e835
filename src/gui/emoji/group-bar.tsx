const SIGNS: Record<string, string> = {
	Recent: "🕘",
	"Smileys & Emotion": "😀",
	"People & Body": "👋",
	"Animals & Nature": "🌿",
	"Food & Drink": "🍎",
	"Travel & Places": "🚲",
	Activities: "⚽",
	Objects: "💡",
	Symbols: "🔣",
	Flags: "🏁",
};

export function GroupBar({ names, onChoose }: { names: readonly string[]; onChoose(index: number): void }) {
	return (
		<fieldset class="emoji-groups" aria-label="Groups">
			{names.map((name, index) => (
				<button key={name} type="button" aria-label={name} title={name} onClick={() => onChoose(index)}>
					{SIGNS[name] ?? "•"}
				</button>
			))}
		</fieldset>
	);
}
