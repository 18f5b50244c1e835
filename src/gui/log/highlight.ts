import bash from "highlight.js/lib/languages/bash";
import c from "highlight.js/lib/languages/c";
import cpp from "highlight.js/lib/languages/cpp";
import csharp from "highlight.js/lib/languages/csharp";
import css from "highlight.js/lib/languages/css";
import diff from "highlight.js/lib/languages/diff";
import go from "highlight.js/lib/languages/go";
import ini from "highlight.js/lib/languages/ini";
import java from "highlight.js/lib/languages/java";
import javascript from "highlight.js/lib/languages/javascript";
import json from "highlight.js/lib/languages/json";
import python from "highlight.js/lib/languages/python";
import rust from "highlight.js/lib/languages/rust";
import sql from "highlight.js/lib/languages/sql";
import typescript from "highlight.js/lib/languages/typescript";
import xml from "highlight.js/lib/languages/xml";
import yaml from "highlight.js/lib/languages/yaml";
import { createLowlight } from "lowlight";
import { type ComponentChildren, h } from "preact";

const languages = createLowlight({
	...{ bash, c, cpp, csharp, css, diff, go, ini, java, javascript, json },
	...{ python, rust, sql, typescript, xml, yaml },
});

type Node = ReturnType<typeof languages.highlight>["children"][number];

/** Code as coloured elements; null where the language is not known. The classes are highlight.js's. */
export function highlight(text: string, language: string): ComponentChildren {
	if (!languages.registered(language)) return null;
	return languages.highlight(language, text).children.map(drawn);
}

function drawn(node: Node): ComponentChildren {
	if (node.type === "text") return node.value;
	if (node.type !== "element") return null;
	const { className } = node.properties;
	return h("span", { class: Array.isArray(className) ? className.join(" ") : "" }, node.children.map(drawn));
}
