import type { LinkPreview } from "../../protocol/entities.ts";
import { adoptStyles } from "../styles/adopt-styles.ts";
import styles from "./files.css" with { type: "text" };

adoptStyles(styles);

const SAFE = /^https?:\/\//i;

/** What the server found behind the links of a message. */
export function LinkCards({ links }: { links: readonly LinkPreview[] }) {
	return (
		<div class="link-cards">
			{links
				.filter(({ url }) => SAFE.test(url))
				.map(({ url, site, title, description }) => (
					<a key={url} class="link-card" href={url} target="_blank" rel="noopener noreferrer nofollow">
						<span class="link-site">{site ?? hostOf(url)}</span>
						<strong>{title}</strong>
						{description !== undefined && <span class="link-description">{description}</span>}
					</a>
				))}
		</div>
	);
}

function hostOf(url: string): string {
	return URL.canParse(url) ? new URL(url).hostname : url;
}
