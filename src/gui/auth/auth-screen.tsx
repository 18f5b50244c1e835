import { useEffect, useRef, useState } from "preact/hooks";
import type { ServerInfo } from "../../protocol/http.ts";
import { Mark } from "../parts/icons.tsx";
import { comeInAsGuest, logIn, signUp } from "../session.ts";
import { Field } from "./field.tsx";

type Mode = "in" | "up" | "guest";

const TITLES = { in: "Log in", up: "Sign up", guest: "Come in as a guest" };

interface Props {
	server: ServerInfo | null;
	notice: string | null;
	known: boolean;
}

export function AuthScreen({ server, notice, known }: Props) {
	const invite = new URLSearchParams(location.search).get("invite");
	const closed = server?.signUp === "closed" && !server.empty;
	const [mode, setMode] = useState<Mode>((known || closed) && invite === null ? "in" : "up");
	const [error, setError] = useState<string | null>(notice);
	const [busy, setBusy] = useState(false);
	const card = useRef<HTMLFormElement>(null);
	// A browser heeds `autofocus` once a page, and one may have been logged in before.
	useEffect(() => card.current?.querySelector("input")?.focus(), []);

	async function submit(event: SubmitEvent) {
		event.preventDefault();
		if (busy || !(event.target instanceof HTMLFormElement)) return;
		const form = new FormData(event.target);
		const name = String(form.get("username") ?? "").trim();
		const password = String(form.get("password") ?? "");
		if (mode === "up" && password !== form.get("confirm")) return setError("The two passwords differ");
		setBusy(true);
		setError(null);
		try {
			if (mode === "up") await signUp(name, password, invite);
			else await (mode === "in" ? logIn(name, password) : comeInAsGuest(name));
		} catch (cause) {
			setError(cause instanceof Error ? cause.message : String(cause));
			setBusy(false);
		}
	}

	function turnTo(next: Mode) {
		return (
			<button
				class="link"
				type="button"
				onClick={() => {
					setMode(next);
					setError(null);
				}}
			>
				{TITLES[next]}
			</button>
		);
	}

	return (
		<main class="auth">
			<form class="card auth-card" ref={card} aria-labelledby="auth-title" onSubmit={submit}>
				<div class="auth-brand">
					<Mark />
					<span>{server?.name ?? "Parlour"}</span>
				</div>
				<h1 id="auth-title">{mode === "in" ? "Welcome back" : "Come in"}</h1>
				<p class="auth-lead">{lead(mode, server, invite)}</p>
				<Field label="Username" name="username" autoComplete="username" maxLength={64} autoFocus />
				{mode !== "guest" && (
					<Field
						label="Password"
						name="password"
						type="password"
						autoComplete={mode === "up" ? "new-password" : "current-password"}
					/>
				)}
				{mode === "up" && <Field label="Confirm password" name="confirm" type="password" autoComplete="new-password" />}
				{error !== null && (
					<p class="form-error" role="alert">
						{error}
					</p>
				)}
				<button class="button primary wide" type="submit" aria-busy={busy}>
					{TITLES[mode]}
				</button>
				<p class="auth-turn">
					{mode === "in" ? "New here?" : "Already have an account?"} {turnTo(mode === "in" ? "up" : "in")}
				</p>
				{server?.guests && mode !== "guest" && <p class="auth-turn">{turnTo("guest")}</p>}
			</form>
		</main>
	);
}

function lead(mode: Mode, server: ServerInfo | null, invite: string | null): string {
	if (mode === "in") return "Good to see you again.";
	if (mode === "guest") return "A name, for as long as you are here. Public rooms only.";
	if (server?.empty) return "You are the first here: the first account owns the place.";
	if (server && server.signUp !== "open" && invite === null) {
		return server.signUp === "invite"
			? "New people come in by invite: ask the host for a link."
			: "This place takes no new accounts.";
	}
	return "A name and a password, nothing else.";
}
