import type { Command } from "../command.ts";
import { CommandError } from "../command-error.ts";

const HELP = `Prints what lets a shell complete the parlour command.

  parlour completion bash|zsh|fish
  parlour completion bash >> ~/.bashrc
  parlour completion zsh > "\${fpath[1]}/_parlour"
  parlour completion fish > ~/.config/fish/completions/parlour.fish`;

type Commands = readonly Command[];

function bash(commands: Commands): string {
	const cases = commands.map(({ name, flags }) => `\t\t${name}) words="${[...flags, "--help"].join(" ")}" ;;`);
	return `_parlour() {
	local words="${commands.map(({ name }) => name).join(" ")} --help --version"
	[ "$COMP_CWORD" -gt 1 ] && case \${COMP_WORDS[1]} in
${cases.join("\n")}
	esac
	COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _parlour parlour`;
}

function zsh(commands: Commands): string {
	const summaries = commands.map(({ name, summary }) => `\t\t'${name}:${summary}'`);
	const cases = commands.map(({ name, flags }) => `\t${name}) compadd -- ${[...flags, "--help"].join(" ")}; _files ;;`);
	return `#compdef parlour
local -a commands=(
${summaries.join("\n")}
)
if (( CURRENT == 2 )); then
	_describe command commands
else
	case $words[2] in
${cases.join("\n")}
	esac
fi`;
}

function fish(commands: Commands): string {
	const lines = commands.flatMap(({ name, summary, flags }) => [
		`complete -c parlour -n __fish_use_subcommand -a ${name} -d '${summary}'`,
		...flags.map((flag) => {
			const word = flag.startsWith("--") ? `-l ${flag.slice(2)}` : `-a ${flag}`;
			return `complete -c parlour -n '__fish_seen_subcommand_from ${name}' ${word}`;
		}),
	]);
	return lines.join("\n");
}

const SHELLS = new Map([
	["bash", bash],
	["zsh", zsh],
	["fish", fish],
]);

export async function completion(args: string[], commands: Commands): Promise<number> {
	const [shell = "--help"] = args;
	if (shell === "--help" || shell === "-h") {
		console.log(HELP);
		return 0;
	}
	const script = SHELLS.get(shell);
	if (!script) throw new CommandError(`Unknown shell ${shell}: known are ${[...SHELLS.keys()].join(", ")}`);
	console.log(script(commands));
	return 0;
}
