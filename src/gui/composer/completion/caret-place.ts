const COPIED = ["font", "letterSpacing", "lineHeight", "padding", "textIndent", "wordSpacing", "tabSize"] as const;

/** Where a character of a text box stands on the screen, in px: found by laying the text out once more, unseen. */
export function placeInBox(box: HTMLTextAreaElement, index: number): { left: number; top: number } {
	const mirror = document.createElement("div");
	const style = getComputedStyle(box);
	for (const name of COPIED) mirror.style[name] = style[name];
	mirror.style.position = "fixed";
	mirror.style.visibility = "hidden";
	mirror.style.whiteSpace = "pre-wrap";
	mirror.style.overflowWrap = "break-word";
	mirror.style.width = `${box.clientWidth}px`;
	mirror.textContent = box.value.slice(0, index);
	const mark = document.createElement("span");
	mark.textContent = box.value.slice(index, index + 1) || ".";
	mirror.append(mark);
	document.body.append(mirror);
	const { offsetLeft, offsetTop } = mark;
	mirror.remove();
	const { left, top } = box.getBoundingClientRect();
	return { left: left + offsetLeft, top: top + offsetTop - box.scrollTop };
}
