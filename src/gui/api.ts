import { createHttpApi } from "../client/http-api.ts";

export const api = createHttpApi(async (method, path, body) => {
	const response = await fetch(path, {
		method,
		...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }),
	});
	return { ok: response.ok, status: response.status, json: await response.json().catch(() => null) };
});
