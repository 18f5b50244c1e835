import { useSignal, useSignalEffect } from "@preact/signals";
import type { Client } from "../client/client.ts";

/** A connection that comes at once needs no words. */
const QUIET_MS = 700;

export function ConnectionBar({ client }: { client: Client }) {
	const shown = useSignal(false);
	useSignalEffect(() => {
		const { state } = client.connection.value;
		if (state === "online") {
			shown.value = false;
			return;
		}
		const timer = setTimeout(() => (shown.value = true), QUIET_MS);
		return () => clearTimeout(timer);
	});
	return (
		<div class="connection" role="status">
			{shown.value && (
				<p>
					Reconnecting…{" "}
					<button class="link" type="button" onClick={() => client.nudge()}>
						Try now
					</button>
				</p>
			)}
		</div>
	);
}
