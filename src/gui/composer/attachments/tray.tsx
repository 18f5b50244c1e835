import { adoptStyles } from "../../styles/adopt-styles.ts";
import type { ComposerModel } from "../composer-model.ts";
import styles from "./attachments.css" with { type: "text" };
import { UploadCard } from "./upload-card.tsx";

adoptStyles(styles);

/** The files of the message that is being written. */
export function Tray({ model }: { model: ComposerModel }) {
	const uploads = model.uploads.value;
	const states = uploads.map(({ state }) => state.value.state);
	const up = states.filter((state) => state === "done").length;
	const failed = states.filter((state) => state === "failed").length;
	return (
		<>
			{uploads.length > 0 && (
				<ul class="uploads" aria-label="Files">
					{uploads.map((upload) => (
						<UploadCard key={upload} model={model} upload={upload} removable />
					))}
				</ul>
			)}
			<p class="for-ears" role="status">
				{uploads.length > 0 && `${up} of ${uploads.length} files are up${failed > 0 ? `, ${failed} failed` : ""}`}
			</p>
		</>
	);
}
