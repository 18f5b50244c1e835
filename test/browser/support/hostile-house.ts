import { rm } from "node:fs/promises";
import { join } from "node:path";
import { nameKey } from "../../../src/core/names.ts";
import { openSqliteStore } from "../../../src/store/sqlite/sqlite-store.ts";
import { makeDataFolder } from "../../support/parlour.ts";

const TRY = "<img src=x onerror=alert(1)>";

export const HOSTILE = {
	name: `<svg/onload=alert("name")>`,
	display: `"><script>alert("display")</script>`,
	status: `${TRY} status`,
	room: `<img src=x onerror=alert("room")>`,
	topic: `</span><iframe srcdoc="<script>alert(1)</script>"></iframe> topic`,
	link: {
		url: "https://example.org/a",
		title: `${TRY} title`,
		description: `<b onclick=alert(1)>about</b>`,
		site: TRY,
	},
	emoji: TRY,
};

/** Each tries another way. The word at the front is to find it by. */
export const BODIES: readonly string[] = [
	`tag ${TRY}<script>alert(1)</script><svg onload=alert(1)>`,
	`frame <iframe srcdoc="<script>alert(1)</script>" src="javascript:alert(1)"></iframe><object data="data:text/html,x">`,
	`style <style>*{display:none}</style><base href="https://evil.example/"><meta http-equiv=refresh content="0;url=//evil.example">`,
	`toggle <details open ontoggle=alert(1)><summary onclick=alert(1)>x</summary></details>`,
	`anchor <a href="javascript:alert(1)" onfocus=alert(1) autofocus>here</a>`,
	`plainly [a](javascript:alert(1)) [b](JaVaScRiPt:alert(1)) [c](<java\tscript:alert(1)>) [d](&#106;avascript:alert(1))`,
	`datalink [a](data:text/html,<script>alert(1)</script>) [b](vbscript:msgbox) [c](file:///etc/passwd) [d](blob:x)`,
	`schemeless [a](//evil.example/) [b](\u0001javascript:alert(1)) [c](%6aavascript:alert(1)) [d]( javascript:alert(1))`,
	`autolink <javascript:alert(1)> <data:text/html,x> https://example.org/"onmouseover="alert(1) https://example.org/<script>`,
	`image ![x](https://evil.example/pixel.png) ![x](x"onerror="alert(1)) ![](javascript:alert(1)) ![x](data:image/svg+xml,<svg/onload=alert(1)>)`,
	`titled [x](https://example.org "a\\" onclick=alert(1) b") [${TRY}](https://example.org/')`,
	`nested [![x](javascript:alert(1))](javascript:alert(2)) **_~~<b onclick=alert(1)>~~_** > <i onclick=alert(1)>`,
	`defined [x][y]\n\n[y]: javascript:alert(1) "t"`,
	`fence\n\n\`\`\`html" onmouseover=alert(1) x="\n${TRY}<script>alert(1)</script>\n\`\`\``,
	`language\n\n\`\`\`${TRY}\n${TRY}\n\`\`\`\n\n\`\`\`__proto__\nx\n\`\`\`\n\n\`\`\`constructor\nx\n\`\`\``,
	`markup\n\n\`\`\`xml\n<a href="javascript:alert(1)">${TRY}</a>\n\`\`\``,
	`table\n\n| <b onclick=alert(1)> | ${TRY} |\n| --- | --- |\n| [x](javascript:alert(1)) | y |`,
	`listed\n\n- [ ] ${TRY}\n- <script>alert(1)</script>\n\n> ${TRY}\n\n# ${TRY}`,
	`shortcode :${TRY}: :__proto__: :constructor: :"onclick=alert(1):`,
	`name @${TRY} #${TRY} @__proto__ #constructor`,
	`entity &lt;img src=x onerror=alert(1)&gt; &#60;script&#62;alert(1)&#60;/script&#62;`,
	`template {{constructor.constructor('alert(1)')()}} \${alert(1)} <%= alert(1) %> javascript:alert(1)`,
];

/** A data folder with what core would not let in: whatever stands in the store, a screen shows it and no more. */
export async function seedHostileHouse(): Promise<{ path: string; room: number } & AsyncDisposable> {
	const path = await makeDataFolder();
	const faults: string[] = [];
	const store = await openSqliteStore(join(path, "parlour.db"), (cause) => faults.push(cause));
	const key = nameKey(HOSTILE.name);
	const { id } = await store.createAccount({ name: HOSTILE.name, nameKey: key, passwordHash: "none", at: 0 });
	const by = { id, name: HOSTILE.name };
	await store.setProfile({ user: id, display: HOSTILE.display, status: { emoji: TRY, text: HOSTILE.status } });
	const made = { name: HOSTILE.room, nameKey: nameKey(HOSTILE.room), visibility: "public" as const };
	const { room } = await store.createRoom({ ...made, topic: HOSTILE.topic, creator: by, at: Date.now() });
	await store.setTopic({ room: room.id, by, topic: `${HOSTILE.topic} again`, at: Date.now() });
	const post = async (body: string, thread?: number) => {
		const place = { room: room.id, author: by, nonce: null, at: Date.now() };
		return (await store.postMessage({ ...place, body, ...(thread === undefined ? {} : { thread }) })).change.message
			.seq;
	};
	for (const body of BODIES) await post(body);
	const seq = await post(`root ${TRY} <https://example.org/a>`);
	const change = { room: room.id, seq, by, at: Date.now() };
	await store.editMessage({ ...change, body: `rooted ${TRY} https://example.org/a` });
	const scheme = { ...HOSTILE.link, url: "javascript:alert(1)" };
	const links = [HOSTILE.link, scheme];
	await store.setLinks({ room: room.id, seq, body: `rooted ${TRY} https://example.org/a`, links, at: Date.now() });
	await store.react({ ...change, emoji: HOSTILE.emoji, on: true });
	await store.pin({ ...change, on: true });
	await post(`reply ${TRY}`, seq);
	await store.close();
	if (faults.length > 0) throw new Error(faults.join("\n"));
	return { path, room: room.id, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}
