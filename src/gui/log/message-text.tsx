import type { Client } from "../../client/client.ts";
import type { Message } from "../../protocol/entities.ts";
import { useAround } from "./around.tsx";
import { Markdown } from "./markdown.tsx";

/** What a message says, with the people, rooms and messages in it as what they are. */
export function MessageText({ client, message }: { client: Client; message: Message }) {
	return <Markdown text={message.body} around={useAround(client, message)} />;
}
