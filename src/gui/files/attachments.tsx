import type { File } from "../../protocol/entities.ts";
import type { From } from "../log/use-gone.ts";
import { adoptStyles } from "../styles/adopt-styles.ts";
import { FileCard } from "./file-card.tsx";
import { boxOf, kindOf, pictureOf, urlOf } from "./file-kind.ts";
import styles from "./files.css" with { type: "text" };
import { TextFile } from "./text-file.tsx";

adoptStyles(styles);

/** The files of a message: pictures first, side by side, then the rest below each other. */
export function Attachments({ files, from }: { files: readonly File[]; from?: From }) {
	const pictures = files.filter((file) => kindOf(file) === "image");
	const others = files.filter((file) => kindOf(file) !== "image");
	return (
		<div class="files">
			{pictures.length > 0 && (
				<div class="pictures">
					{pictures.map((file, index) => (
						<Picture
							key={file.id}
							file={file}
							alone={pictures.length === 1}
							onOpen={() => open(pictures, index, from)}
						/>
					))}
				</div>
			)}
			{others.map((file) => (
				<Shown key={file.id} file={file} />
			))}
		</div>
	);
}

function open(pictures: readonly File[], index: number, from: From | undefined): void {
	void import("./viewer.tsx").then(({ showPictures }) => showPictures(pictures, index, from));
}

function Picture({ file, alone, onOpen }: { file: File; alone: boolean; onOpen(): void }) {
	const { width, height } = boxOf(file, alone);
	return (
		<button
			class="file-picture"
			type="button"
			title={file.name}
			aria-label={`Open picture ${file.name}`}
			style={{ width: `${width}px`, aspectRatio: `${width} / ${height}` }}
			onClick={onOpen}
		>
			<img src={pictureOf(file)} alt="" loading="lazy" decoding="async" width={width} height={height} />
		</button>
	);
}

function Shown({ file }: { file: File }) {
	switch (kindOf(file)) {
		case "video": {
			const { width, height } = boxOf(file, true);
			return (
				<figure class="media">
					<video
						src={urlOf(file)}
						controls
						preload="metadata"
						aria-label={file.name}
						{...(file.preview ? { poster: `/files/${file.id}/preview` } : {})}
						style={{ width: `${Math.max(240, width)}px`, aspectRatio: `${width} / ${height}` }}
					/>
					<FileCard file={file} quiet />
				</figure>
			);
		}
		case "audio":
			return (
				<figure class="media">
					{/* biome-ignore lint/a11y/useMediaCaption: what people attach has no captions */}
					<audio src={urlOf(file)} controls preload="metadata" aria-label={file.name} />
					<FileCard file={file} quiet />
				</figure>
			);
		case "text":
			return <TextFile file={file} />;
		default:
			return <FileCard file={file} />;
	}
}
