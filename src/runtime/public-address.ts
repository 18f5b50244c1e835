import { BlockList, isIP } from "node:net";

/** Of the IANA registries of special-purpose addresses, and of multicast: nothing on the open web is there. */
const SPECIAL_V4 = [
	"0.0.0.0/8",
	"10.0.0.0/8",
	"100.64.0.0/10",
	"127.0.0.0/8",
	"169.254.0.0/16",
	"172.16.0.0/12",
	"192.0.0.0/24",
	"192.0.2.0/24",
	"192.88.99.0/24",
	"192.168.0.0/16",
	"198.18.0.0/15",
	"198.51.100.0/24",
	"203.0.113.0/24",
	"224.0.0.0/4",
	"240.0.0.0/4",
];
/** All that was ever given out; what maps or embeds an IPv4 address, and what is local, lies outside, or is special in it. */
const GLOBAL_V6 = ["2000::/3"];
const SPECIAL_V6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3ffe::/16", "3fff::/20"];

function list(subnets: readonly string[], type: "ipv4" | "ipv6"): BlockList {
	const blocks = new BlockList();
	for (const subnet of subnets) {
		const [address = "", bits = ""] = subnet.split("/");
		blocks.addSubnet(address, Number(bits), type);
	}
	return blocks;
}

const specialV4 = list(SPECIAL_V4, "ipv4");
const globalV6 = list(GLOBAL_V6, "ipv6");
const specialV6 = list(SPECIAL_V6, "ipv6");

/** Whether an IP address, as text, is one of the open internet. */
export function isPublicAddress(address: string): boolean {
	const version = isIP(address);
	if (version === 4) return !specialV4.check(address, "ipv4");
	if (version !== 6 || address.includes("%")) return false;
	return globalV6.check(address, "ipv6") && !specialV6.check(address, "ipv6");
}
