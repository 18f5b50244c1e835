import { formatSize } from "../../../client/file-size.ts";
import { CloseIcon } from "../../parts/icons.tsx";
import { FileIcon } from "../../parts/message-icons.tsx";
import type { Upload } from "../../upload/upload.ts";
import { uploadQueue } from "../../upload/upload-queue.ts";
import type { ComposerModel } from "../composer-model.ts";
import { removeUpload } from "./attach.ts";

interface Props {
	model: ComposerModel;
	upload: Upload;
	/** Where it can be taken out of the message. */
	removable: boolean;
}

/** A file that goes with the message: what it is, and how much of it is up. */
export function UploadCard({ model, upload, removable }: Props) {
	const now = upload.state.value;
	const picture = upload.thumbnail.value;
	const online = model.client.connection.value.state === "online";
	return (
		<li class="upload" data-state={now.state} title={upload.name}>
			<span class="upload-picture" aria-hidden="true">
				{picture === null ? <FileIcon /> : <img src={picture} alt="" draggable={false} />}
			</span>
			<span class="upload-words">
				<strong>{upload.name}</strong>
				<small>
					{now.state === "failed" ? now.why : formatSize(upload.source.size)}
					{now.state === "waiting" && (online ? " · waits its turn" : " · waits for the connection")}
				</small>
			</span>
			{now.state === "failed" && (
				<button class="link" type="button" onClick={() => uploadQueue(model.client).add(upload)}>
					Retry<span class="for-ears"> {upload.name}</span>
				</button>
			)}
			{removable && (
				<button
					class="icon-button small"
					type="button"
					aria-label={`${now.state === "going" ? "Cancel" : "Remove"} ${upload.name}`}
					title={now.state === "going" ? "Cancel" : "Remove"}
					onClick={() => removeUpload(model, upload)}
				>
					<CloseIcon />
				</button>
			)}
			{now.state === "going" && <Progress name={upload.name} share={now.share} />}
		</li>
	);
}

function Progress({ name, share }: { name: string; share: number }) {
	const percent = Math.round(share * 100);
	return (
		<span
			class="upload-progress"
			role="progressbar"
			aria-label={`Uploading ${name}`}
			aria-valuemin={0}
			aria-valuemax={100}
			aria-valuenow={percent}
		>
			<i style={{ width: `${percent}%` }} />
		</span>
	);
}
