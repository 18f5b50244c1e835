import { Component, type ComponentChildren } from "preact";

/** What cannot be drawn says so in its own place, and leaves the rest of the screen alone. */
export class Fallback extends Component<{ children: ComponentChildren }, { failed: boolean }> {
	override state = { failed: false };

	static override getDerivedStateFromError() {
		return { failed: true };
	}

	override render() {
		return this.state.failed ? <p class="system">This message cannot be shown</p> : this.props.children;
	}
}
