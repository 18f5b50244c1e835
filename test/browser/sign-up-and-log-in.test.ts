import { expect, test } from "bun:test";
import { PASSWORD } from "../support/person.ts";
import { eventually } from "./support/eventually.ts";
import { useBrowser } from "./support/stage.ts";

const inBrowser = useBrowser();

test(
	"the first account is told that it owns the place, and the second is not",
	inBrowser(async ({ serve, seat }) => {
		const { url } = await serve({ args: ["--name", "Harbour Lab"] });
		const asha = await seat(url);
		await asha.page.getByText("the first account owns the place").waitFor();
		await asha.signUp("Asha");
		await asha.page.getByRole("heading", { name: "Welcome to Harbour Lab" }).waitFor();
		await asha.page.getByText("this place is yours").waitFor();
		await asha.rooms.getByText("Owner").waitFor();

		const bela = await seat(url);
		await bela.button("Sign up").waitFor();
		expect(await bela.page.getByText("owns the place").count()).toBe(0);
		await bela.signUp("Bela");
		await bela.page.getByRole("heading", { name: "Welcome to Harbour Lab" }).waitFor();
		expect(await bela.page.getByText("this place is yours").count()).toBe(0);
		expect(await bela.rooms.getByText("Owner").count()).toBe(0);
	}),
);

test(
	"two passwords that differ are told, nothing is sent, and the right ones go in",
	inBrowser(async ({ serve, seat }) => {
		const { url } = await serve();
		const asha = await seat(url);
		const posts: string[] = [];
		asha.page.on("request", (request) => request.method() === "POST" && posts.push(request.url()));
		await asha.fillSignUp("Asha", "one thing", "another thing");
		await asha.button("Sign up").click();
		expect(await asha.alert.innerText()).toBe("The two passwords differ");
		expect(await asha.textbox("Username").inputValue()).toBe("Asha");
		expect(posts).toEqual([]);
		await asha.textbox("Confirm password").fill("one thing");
		await asha.textbox("Confirm password").press("Enter");
		await asha.composer.waitFor();
	}),
);

test(
	"a name that is taken is refused, in other letters of the same look too, and a free one goes in",
	inBrowser(async ({ serve, newcomer, seat }) => {
		const { url } = await serve();
		await newcomer(url, "Asha");
		const other = await seat(url);
		other.expectComplaint(/status of 409/);
		for (const name of ["Asha", "ASHA", "аѕһа"]) {
			await other.fillSignUp(name, PASSWORD);
			await other.button("Sign up").click();
			await eventually(async () => expect(await other.alert.innerText()).toContain(`the name ${name}: it, or one`));
		}
		await other.signUp("Bela");
		await other.rooms.getByText("Bela").waitFor();
	}),
);

test(
	"a name that cannot be one is refused with the reason",
	inBrowser(async ({ serve, seat }) => {
		const { url } = await serve();
		const asha = await seat(url);
		asha.expectComplaint(/status of 400/);
		await asha.fillSignUp("two words", PASSWORD);
		await asha.button("Sign up").click();
		expect(await asha.alert.innerText()).toContain("only letters, digits and - _ . may stand in it");
	}),
);

test(
	"a wrong password is refused, what was typed stays, and the right one goes in",
	inBrowser(async ({ serve, newcomer, seat }) => {
		const { url } = await serve();
		await newcomer(url, "Asha");
		const again = await seat(url);
		again.expectComplaint(/status of 401/);
		await again.turnToLogIn();
		await again.textbox("Username").fill("Asha");
		await again.textbox("Password").fill("not that one");
		await again.button("Log in").click();
		expect(await again.alert.innerText()).toBe("Cannot log in: wrong name or password");
		expect(await again.textbox("Username").inputValue()).toBe("Asha");
		await again.textbox("Password").fill(PASSWORD);
		await again.button("Log in").click();
		await again.composer.waitFor();
	}),
);

test(
	"after logging out the browser holds no session, and logging in brings the talk back",
	inBrowser(async ({ serve, newcomer, anotherTab }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		await asha.say("still here");
		await asha.see("still here");
		await asha.button("Log out").click();
		await asha.page.getByRole("heading", { name: "Welcome back" }).waitFor();
		expect(await asha.context.cookies()).toEqual([]);
		const tab = await anotherTab(asha);
		await tab.button("Log in").waitFor();
		expect(await tab.log.count()).toBe(0);

		await asha.toFront();
		await asha.logIn("Asha");
		await asha.see("still here");
	}),
);

test(
	"a session survives a reload, and a second tab needs no log-in",
	inBrowser(async ({ serve, newcomer, anotherTab }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		await asha.say("before");
		await asha.see("before");
		await asha.page.reload();
		await asha.see("before");
		await asha.say("after");
		const tab = await anotherTab(asha);
		await tab.see("after");
		expect(await tab.said()).toEqual(["Asha: before", "Asha: after"]);
	}),
);

test(
	"logging out in one tab shows the log-in screen in the other",
	inBrowser(async ({ serve, newcomer, anotherTab }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		const tab = await anotherTab(asha);
		await tab.composer.waitFor();
		await asha.toFront();
		await asha.button("Log out").click();
		await tab.button("Log in").waitFor();
		await asha.button("Log in").waitFor();
		expect(await tab.alert.innerText()).toBe("This session was ended");
	}),
);

test(
	"whom the host kicks sees the log-in screen with the reason, and can log in again",
	inBrowser(async ({ serve, newcomer }) => {
		const server = await serve();
		const asha = await newcomer(server.url, "Asha");
		const bela = await newcomer(server.url, "Bela");
		server.type("kick Bela");
		await bela.button("Log in").waitFor();
		expect(await bela.alert.innerText()).toBe("The host has ended your sessions");
		await eventually(async () => expect((await asha.lines()).at(-1)).toContain("Bela has left the chat"));

		await bela.page.reload();
		await bela.logIn("Bela");
		await bela.say("back");
		await asha.see("back");
	}),
);

test(
	"a session that ended while the browser was closed leads to the log-in screen",
	inBrowser(async ({ serve, newcomer, anotherTab }) => {
		const server = await serve();
		const asha = await newcomer(server.url, "Asha");
		await asha.page.goto("about:blank");
		server.type("kick Asha");
		await server.printed(/every session of Asha/);
		const tab = await anotherTab(asha);
		await tab.page.getByRole("heading", { name: "Welcome back" }).waitFor();
		await tab.logIn("Asha");
	}),
);

test(
	"where people come in by invite, the link lets one in, once",
	inBrowser(async ({ serve, seat }) => {
		const server = await serve({ args: ["--signup", "invite"] });
		const [, invite = ""] = await server.printed(/first account: \S+\/(\?invite=\S+)/);
		const asha = await seat(server.url, { path: invite });
		await asha.signUp("Asha");
		expect(asha.page.url()).not.toContain("invite");

		const bela = await seat(server.url);
		bela.expectComplaint(/status of 403/);
		await bela.page.getByText("New people come in by invite").waitFor();
		await bela.fillSignUp("Bela", PASSWORD);
		await bela.button("Sign up").click();
		await eventually(async () => expect(await bela.alert.innerText()).toContain("by invite"));
		await bela.open(invite);
		await bela.fillSignUp("Bela", PASSWORD);
		await bela.button("Sign up").click();
		await eventually(async () => expect(await bela.alert.innerText()).toContain("this invite was used"));
	}),
);

test(
	"where no new accounts are taken, whoever comes is asked to log in",
	inBrowser(async ({ serve, seat }) => {
		const server = await serve({ args: ["--signup", "closed"] });
		const [, invite = ""] = await server.printed(/first account: \S+\/(\?invite=\S+)/);
		const asha = await seat(server.url, { path: invite });
		await asha.signUp("Asha");
		const bela = await seat(server.url);
		await bela.page.getByRole("heading", { name: "Welcome back" }).waitFor();
		await bela.page.getByRole("button", { name: "Sign up" }).click();
		await bela.page.getByText("This place takes no new accounts").waitFor();
	}),
);
