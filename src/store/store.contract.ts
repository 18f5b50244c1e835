import { describe } from "bun:test";
import { accountsContract } from "./contract/accounts.contract.ts";
import { appPasswordsContract } from "./contract/app-passwords.contract.ts";
import { boundsContract } from "./contract/bounds.contract.ts";
import { clearingContract } from "./contract/clearing.contract.ts";
import { commitsContract } from "./contract/commits.contract.ts";
import { directRoomsContract } from "./contract/direct-rooms.contract.ts";
import { filesContract } from "./contract/files.contract.ts";
import { guestsContract } from "./contract/guests.contract.ts";
import { logNumbersContract } from "./contract/log-numbers.contract.ts";
import { membershipContract } from "./contract/membership.contract.ts";
import { mentionsContract } from "./contract/mentions.contract.ts";
import { messageChangesContract } from "./contract/message-changes.contract.ts";
import { modelContract } from "./contract/model.contract.ts";
import { noncesContract } from "./contract/nonces.contract.ts";
import { pagesContract } from "./contract/pages.contract.ts";
import { personalContract } from "./contract/personal.contract.ts";
import { reactionsContract } from "./contract/reactions.contract.ts";
import { readMarkersContract } from "./contract/read-markers.contract.ts";
import { reopeningContract } from "./contract/reopening.contract.ts";
import { restrictionsContract } from "./contract/restrictions.contract.ts";
import { rightsContract } from "./contract/rights.contract.ts";
import { roomsContract } from "./contract/rooms.contract.ts";
import { rulesContract } from "./contract/rules.contract.ts";
import { searchContract } from "./contract/search.contract.ts";
import { threadsContract } from "./contract/threads.contract.ts";
import type { Start } from "./contract/under-test.contract.ts";

/** What every store promises core; `start` gives an empty one. */
export function storeContract(name: string, start: Start): void {
	describe(`the store contract on ${name}`, () => {
		logNumbersContract(start);
		noncesContract(start);
		accountsContract(start);
		guestsContract(start);
		appPasswordsContract(start);
		roomsContract(start);
		rightsContract(start);
		membershipContract(start);
		rulesContract(start);
		restrictionsContract(start);
		readMarkersContract(start);
		pagesContract(start);
		searchContract(start);
		directRoomsContract(start);
		mentionsContract(start);
		messageChangesContract(start);
		personalContract(start);
		boundsContract(start);
		reactionsContract(start);
		threadsContract(start);
		filesContract(start);
		clearingContract(start);
		commitsContract(start);
		reopeningContract(start);
		modelContract(start);
	});
}
