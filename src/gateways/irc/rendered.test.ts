import { expect, test } from "bun:test";
import { including, NONE } from "./capabilities.ts";
import { can, cannot, type Outgoing } from "./outgoing.ts";
import { Rendered } from "./rendered.ts";

const { looks: plain } = NONE;
const { looks: tagged } = including(NONE, "message-tags");

test("lines for many are rendered once a set of looks, and each sees what it can take", () => {
	let renderings = 0;
	const only = () => ++renderings > 0;
	const lines: Outgoing[] = [
		{ command: "NOTICE", params: ["#x", "all"], msgid: "1-1", only },
		{ command: "TAGMSG", params: ["#x"], only: can("message-tags") },
		{ command: "NOTICE", params: ["#x", "plain"], only: cannot("message-tags") },
	];
	const rendered = new Rendered(lines, "parlour");
	for (let count = 0; count < 300; count++) {
		expect(rendered.textFor(plain)).toBe(":parlour NOTICE #x all\r\n:parlour NOTICE #x plain\r\n");
		expect(rendered.textFor(tagged)).toBe("@msgid=1-1 :parlour NOTICE #x all\r\n:parlour TAGMSG #x\r\n");
	}
	expect(renderings).toBe(2);
});
