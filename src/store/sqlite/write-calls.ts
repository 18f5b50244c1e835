import type { Writes } from "../port.ts";
import type { WriterClient } from "./writer-client.ts";

type Call<K extends keyof Writes> = (input: Parameters<Writes[K]>[0]) => Promise<ReturnType<Writes[K]>>;

/** Every write, sent to the writer. */
export function writeCalls(writer: WriterClient): { [K in keyof Writes]: Call<K> } {
	const by =
		<K extends keyof Writes>(name: K): Call<K> =>
		(input) =>
			writer.write(name, input);
	return {
		createAccount: by("createAccount"),
		createGuest: by("createGuest"),
		renameGuest: by("renameGuest"),
		releaseGuests: by("releaseGuests"),
		setPassword: by("setPassword"),
		createInvite: by("createInvite"),
		createAppPassword: by("createAppPassword"),
		touchAppPassword: by("touchAppPassword"),
		endAppPassword: by("endAppPassword"),
		openSession: by("openSession"),
		touchSession: by("touchSession"),
		endSession: by("endSession"),
		endSessions: by("endSessions"),
		setProfile: by("setProfile"),
		createRoom: by("createRoom"),
		createDirect: by("createDirect"),
		addMember: by("addMember"),
		removeMember: by("removeMember"),
		setRule: by("setRule"),
		setTopic: by("setTopic"),
		renameRoom: by("renameRoom"),
		archiveRoom: by("archiveRoom"),
		setNotify: by("setNotify"),
		postMessage: by("postMessage"),
		postEvent: by("postEvent"),
		editMessage: by("editMessage"),
		deleteMessage: by("deleteMessage"),
		react: by("react"),
		pin: by("pin"),
		setLinks: by("setLinks"),
		saveMessage: by("saveMessage"),
		setDraft: by("setDraft"),
		markRead: by("markRead"),
		markThreadRead: by("markThreadRead"),
		followThread: by("followThread"),
		clearRoom: by("clearRoom"),
		createFile: by("createFile"),
		setFilePreview: by("setFilePreview"),
		dropFile: by("dropFile"),
		dropForgottenFiles: by("dropForgottenFiles"),
		takeUnusedBlobs: by("takeUnusedBlobs"),
	};
}
