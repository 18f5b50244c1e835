# What the tests need beside our packages. After setup.sh.

find_chromium() {
	for candidate in "${PARLOUR_CHROMIUM-}" chromium chromium-browser google-chrome google-chrome-stable \
		"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" /Applications/Chromium.app/Contents/MacOS/Chromium; do
		[ -n "$candidate" ] && PARLOUR_CHROMIUM=$(command -v "$candidate") && return 0
	done
	return 1
}

ensure_chromium() {
	if [ -n "${PARLOUR_CHROMIUM-}" ] && ! command -v "$PARLOUR_CHROMIUM" >/dev/null; then
		die "PARLOUR_CHROMIUM is $PARLOUR_CHROMIUM, which is no program here."
	fi
	find_chromium && return 0
	install_tool Chromium chromium
	find_chromium || die "Chromium was installed and is still not found: set PARLOUR_CHROMIUM to its path."
}

# ensure_tool COMMAND PACKAGE
ensure_tool() {
	command -v "$1" >/dev/null || install_tool "$1" "$2"
}

# install_tool NAME PACKAGE
install_tool() {
	how="Parlour's tests need $1: install it (Debian: apt-get install $2) and start again."
	command -v apt-get >/dev/null || die "$how"
	if [ "$(id -u)" -eq 0 ]; then
		as_root=
	elif sudo -n true 2>/dev/null; then
		as_root='sudo -n'
	else
		die "$how"
	fi
	say "Installing $1 for the tests with apt-get (once, a minute or two)…"
	mkdir -p "$setup_folder"
	apt_log=$setup_folder/apt.log
	if ! {
		$as_root apt-get update &&
			$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$2"
	} >"$apt_log" 2>&1 </dev/null; then
		cat "$apt_log" >&2
		die "$how"
	fi
}
