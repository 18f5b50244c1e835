import { useCallback, useEffect, useMemo, useRef } from "preact/hooks";
import type { Client } from "../../client/client.ts";
import { maySpeak } from "../../client/moderation.ts";
import type { Room } from "../../client/room.ts";
import type { Thread } from "../../client/thread.ts";
import { editLast } from "../log/editing.ts";
import { GrowingText } from "../parts/growing-text.tsx";
import { lazy } from "../parts/lazy.tsx";
import { notice } from "../view.ts";
import { type ComposerModel, composerModel } from "./composer-model.ts";
import { loadMore, loadMoreWhenIdle, more } from "./load-more.ts";

const TELL_TYPING_MS = 3000;
/** A command, a shortcode, or a call to everybody; all else goes out as it is. */
const NEEDS_MORE = /^\/|:[\p{L}\p{N}_+-]+:|@(?:room|here)/iu;

const Announced = lazy(() => import("../moderation/announced.tsx").then((module) => module.Announced));

interface Props {
	client: Client;
	room: Room;
	/** To reply in it; else it is the room that one writes in. */
	thread?: Thread;
}

export function Composer({ client, room, thread }: Props) {
	const model = useMemo(() => composerModel(client, room, thread ?? null), [client, room, thread]);
	const me = client.me.value;
	if (!me || maySpeak(me, room.info.value)) return <OpenComposer model={model} />;
	if (!room.info.value.archived) return <Announced client={client} room={room} />;
	return <p class="composer-closed">{model.placeName.value} is archived. It can be read and searched.</p>;
}

/** What plain words need. The rest comes right behind it: see more.tsx. */
function OpenComposer({ model }: { model: ComposerModel }) {
	const form = useRef<HTMLFormElement>(null);
	const parts = more.value;
	useEffect(loadMoreWhenIdle, []);
	// What was typed is told before one goes elsewhere.
	useEffect(() => () => model.client.drafts.flush(), [model]);
	return (
		<form
			class="composer"
			ref={form}
			onSubmit={(event) => {
				event.preventDefault();
				send(model);
				model.box?.focus();
			}}
		>
			{parts && <parts.Above model={model} form={form} />}
			<div class="composer-box">
				<TextBox model={model} />
				{parts && <parts.Tray model={model} />}
				<div class="composer-foot">
					{parts && <parts.Foot model={model} />}
					<button class="button primary" type="submit" disabled={!model.sendable.value}>
						Send
					</button>
				</div>
			</div>
		</form>
	);
}

function send(model: ComposerModel): void {
	if (!model.sendable.peek()) return;
	const text = model.text.peek();
	const plain = () => {
		model.post(text);
		model.clear();
	};
	if (!NEEDS_MORE.test(text) && model.uploads.peek().length === 0) return plain();
	const parts = more.peek();
	if (parts) return parts.send(model);
	loadMore().then(
		(parts) => parts.send(model),
		() => {
			if (!text.startsWith("/")) plain();
			else notice.value = "Commands could not be loaded. Check the connection and try again";
		},
	);
}

function TextBox({ model }: { model: ComposerModel }) {
	const { client, room, thread } = model;
	const parts = more.value;
	const toldAt = useRef(0);
	const onBox = useCallback(
		(box: HTMLTextAreaElement | null) => {
			model.box = box;
		},
		[model],
	);
	return (
		<GrowingText
			label={thread ? "Reply" : "Message"}
			placeholder={thread ? "Reply…" : `Message ${model.placeName.value}`}
			value={model.text.value}
			autoFocus={matchMedia("(pointer: fine)").matches}
			onInput={(text) => {
				model.set(text);
				parts?.complete(model);
				const now = Date.now();
				if (text.trim() === "" || now - toldAt.current < TELL_TYPING_MS) return;
				toldAt.current = now;
				client.typing(room.id, thread?.root);
			}}
			onEnter={() => {
				toldAt.current = 0;
				send(model);
			}}
			onKey={(event) => {
				if (parts?.key(model, event) || event.key !== "ArrowUp" || event.altKey) return;
				const isIdle = () => model.text.peek() === "" && document.activeElement === model.box;
				if (isIdle() && editLast(client, room, thread ?? undefined, isIdle)) event.preventDefault();
			}}
			onFocus={loadMoreWhenIdle}
			onBlur={() => client.drafts.flush()}
			onPaste={(event) => parts?.paste(model, event)}
			onBox={onBox}
			list={parts?.listOf(model) ?? null}
		/>
	);
}
