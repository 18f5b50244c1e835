import { formatSize } from "../../client/file-size.ts";
import type { File } from "../../protocol/entities.ts";
import { DownloadIcon, FileIcon } from "../parts/message-icons.tsx";
import { downloadOf } from "./file-kind.ts";

/** A file by its name and size, to be downloaded; `quiet`, a line below what is shown already. */
export function FileCard({ file, quiet = false }: { file: File; quiet?: boolean }) {
	return (
		<a class={quiet ? "file-line" : "file-card"} href={downloadOf(file)} download={file.name} title="Download">
			{!quiet && <FileIcon />}
			<span class="file-name">{file.name}</span>
			<span class="file-size">{formatSize(file.size)}</span>
			<DownloadIcon />
			<span class="for-ears">Download</span>
		</a>
	);
}
