import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { formatSize } from "../../client/file-size.ts";
import type { File } from "../../protocol/entities.ts";
import { type From, useGone } from "../log/use-gone.ts";
import { CloseIcon } from "../parts/icons.tsx";
import { BackIcon, DownloadIcon, ForthIcon, ZoomIcon } from "../parts/message-icons.tsx";
import { openOverlay } from "../parts/overlay.ts";
import { adoptStyles } from "../styles/adopt-styles.ts";
import { downloadOf, urlOf } from "./file-kind.ts";
import styles from "./viewer.css" with { type: "text" };

interface Props {
	pictures: readonly File[];
	start: number;
	from: From | undefined;
	onClose(): void;
}

/** Shows the pictures of one message large, beginning with the one at `start`, for as long as the message is there. */
export function showPictures(pictures: readonly File[], start: number, from?: From): void {
	adoptStyles(styles);
	openOverlay((close) => <Viewer pictures={pictures} start={start} from={from} onClose={close} />);
}

function Viewer({ pictures, start, from, onClose }: Props) {
	const dialog = useRef<HTMLDialogElement>(null);
	const [index, setIndex] = useState(start);
	const [zoomed, setZoomed] = useState(false);
	useGone(from, onClose);
	const file = pictures[index];
	const many = pictures.length > 1;
	useLayoutEffect(() => {
		const element = dialog.current;
		element?.showModal();
		return () => element?.close();
	}, []);
	// The next one is there when it is asked for.
	useEffect(() => {
		for (const near of [pictures[index - 1], pictures[index + 1]]) if (near) new Image().src = urlOf(near);
	}, [pictures, index]);

	function go(by: 1 | -1) {
		setIndex((index + by + pictures.length) % pictures.length);
		setZoomed(false);
	}
	if (!file) return null;
	return (
		<dialog
			ref={dialog}
			class="viewer"
			aria-label={`Picture ${file.name}`}
			onClose={() => dialog.current && onClose()}
			onKeyDown={(event) => {
				if (many && (event.key === "ArrowLeft" || event.key === "ArrowRight") && !zoomed) {
					event.preventDefault();
					go(event.key === "ArrowLeft" ? -1 : 1);
				} else if (event.key === "z") setZoomed(!zoomed);
			}}
		>
			<header class="viewer-head">
				<p>
					<strong>{file.name}</strong>{" "}
					<span>
						{many && `${index + 1} of ${pictures.length} · `}
						{file.width && file.height ? `${file.width} × ${file.height} · ` : ""}
						{formatSize(file.size)}
					</span>
				</p>
				<button
					class="icon-button"
					type="button"
					aria-label="Full size"
					title="Full size (Z)"
					aria-pressed={zoomed}
					onClick={() => setZoomed(!zoomed)}
				>
					<ZoomIcon />
				</button>
				<a class="icon-button" href={downloadOf(file)} download={file.name} aria-label="Download" title="Download">
					<DownloadIcon />
				</a>
				<button class="icon-button" type="button" aria-label="Close" title="Close (Esc)" onClick={onClose}>
					<CloseIcon />
				</button>
			</header>
			{/* biome-ignore lint/a11y/noStaticElementInteractions: a press beside the picture closes, as Escape does */}
			{/* biome-ignore lint/a11y/useKeyWithClickEvents: Escape does the same */}
			<div
				class="viewer-stage"
				data-zoomed={zoomed}
				onClick={(event) => {
					if (event.target === event.currentTarget) onClose();
				}}
			>
				{/* biome-ignore lint/a11y/useKeyWithClickEvents: the button above does the same by key */}
				<img key={file.id} src={urlOf(file)} alt={file.name} onClick={() => setZoomed(!zoomed)} />
			</div>
			{many && (
				<>
					<button
						class="icon-button viewer-turn back"
						type="button"
						aria-label="Previous picture"
						onClick={() => go(-1)}
					>
						<BackIcon />
					</button>
					<button class="icon-button viewer-turn forth" type="button" aria-label="Next picture" onClick={() => go(1)}>
						<ForthIcon />
					</button>
				</>
			)}
		</dialog>
	);
}
