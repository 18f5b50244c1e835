import { SHORTCUTS } from "../shortcuts.ts";
import { Modal } from "./modal.tsx";

export function Shortcuts({ onClose }: { onClose(): void }) {
	return (
		<Modal title="Keyboard shortcuts" onClose={onClose}>
			<dl class="shortcuts">
				{SHORTCUTS.map(([keys, does]) => (
					<div key={keys}>
						<dt>
							<kbd>{keys}</kbd>
						</dt>
						<dd>{does}</dd>
					</div>
				))}
			</dl>
		</Modal>
	);
}
