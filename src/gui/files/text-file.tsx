import { useState } from "preact/hooks";
import { formatSize } from "../../client/file-size.ts";
import type { File } from "../../protocol/entities.ts";
import { CodeBlock } from "../log/code-block.tsx";
import { DownloadIcon, FileIcon } from "../parts/message-icons.tsx";
import { downloadOf, languageOf, urlOf } from "./file-kind.ts";

type Content = { state: "folded" | "loading" | "failed" } | { state: "here"; text: string };

/** Text, folded until somebody wants to read it. */
export function TextFile({ file }: { file: File }) {
	const [content, setContent] = useState<Content>({ state: "folded" });
	async function load() {
		setContent({ state: "loading" });
		try {
			const response = await fetch(urlOf(file));
			if (!response.ok) throw new Error(`${response.status}`);
			setContent({ state: "here", text: await response.text() });
		} catch {
			setContent({ state: "failed" });
		}
	}
	return (
		<details
			class="text-file"
			onToggle={({ currentTarget }) => {
				if (currentTarget.open && (content.state === "folded" || content.state === "failed")) void load();
			}}
		>
			<summary>
				<FileIcon />
				<span class="file-name">{file.name}</span>
				<span class="file-size">{formatSize(file.size)}</span>
			</summary>
			{content.state === "here" && <CodeBlock text={content.text} language={languageOf(file.name)} />}
			{content.state === "loading" && <p class="faint">Loading…</p>}
			{content.state === "failed" && <p class="faint">This file could not be loaded. Fold it and open it again.</p>}
			<a class="text-download" href={downloadOf(file)} download={file.name}>
				<DownloadIcon /> Download
			</a>
		</details>
	);
}
