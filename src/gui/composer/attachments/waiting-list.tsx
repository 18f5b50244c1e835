import type { ComposerModel, WaitingPost } from "../composer-model.ts";
import { UploadCard } from "./upload-card.tsx";
import { discard, takeBack } from "./waiting-posts.ts";

/** Messages that go out when their files are up. */
export function WaitingList({ model }: { model: ComposerModel }) {
	return model.waiting.value.map((post) => <Waiting key={post} model={model} post={post} />);
}

function Waiting({ model, post }: { model: ComposerModel; post: WaitingPost }) {
	const states = post.uploads.map(({ state }) => state.value);
	const failed = states.some(({ state }) => state === "failed");
	return (
		<fieldset class="waiting-post" aria-label="Message that waits for its files">
			{post.body !== "" && <p class="waiting-words">{post.body}</p>}
			<ul class="uploads" aria-label="Files">
				{post.uploads.map((upload) => (
					<UploadCard key={upload} model={model} upload={upload} removable={false} />
				))}
			</ul>
			<p class="waiting-foot">
				<span class={failed ? "problem" : ""} role="status">
					{failed ? "Not sent: a file could not be uploaded" : "Goes out when its files are up"}
				</span>
				<button class="link" type="button" onClick={() => takeBack(model, post)}>
					Edit
				</button>
				<button class="link" type="button" onClick={() => discard(model, post)}>
					Discard
				</button>
			</p>
		</fieldset>
	);
}
