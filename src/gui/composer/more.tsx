import type { RefObject } from "preact";
import { adoptStyles } from "../styles/adopt-styles.ts";
import { DropTarget } from "./attachments/drop-target.tsx";
import { paste } from "./attachments/paste.ts";
import { Tray } from "./attachments/tray.tsx";
import { WaitingList } from "./attachments/waiting-list.tsx";
import { HelpDialog } from "./commands/help-dialog.tsx";
import { helpShown } from "./commands/help-shown.ts";
import { complete, listOf } from "./completion/completing.ts";
import { CompletionList } from "./completion/completion-list.tsx";
import type { ComposerModel } from "./composer-model.ts";
import { Foot } from "./foot.tsx";
import { key } from "./keys.ts";
import styles from "./more.css" with { type: "text" };
import { QuestionBar } from "./question-bar.tsx";
import { send } from "./send.ts";
import { Word } from "./word.tsx";

adoptStyles(styles);

/** What stands above the composer. */
function Above({ model, form }: { model: ComposerModel; form: RefObject<HTMLFormElement | null> }) {
	return (
		<>
			<DropTarget model={model} form={form} />
			<WaitingList model={model} />
			<QuestionBar model={model} />
			<Word model={model} />
			<CompletionList model={model} />
			{!model.thread && helpShown.value && <HelpDialog />}
		</>
	);
}

/** All of the composer that plain words do not need; loaded right behind the rest. */
export { Above, complete, Foot, key, listOf, paste, send, Tray };
