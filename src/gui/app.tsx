import { AuthScreen } from "./auth/auth-screen.tsx";
import { session } from "./session.ts";
import { Workspace } from "./workspace.tsx";

export function App() {
	const current = session.value;
	if (current.state === "loading") return null;
	if (current.state === "out") return <AuthScreen {...current} />;
	return <Workspace key={current.client} client={current.client} firstHere={current.firstHere} />;
}
