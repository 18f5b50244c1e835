import * as v from "valibot";
import { idSchema, timeSchema } from "./entities.ts";

/** A password that one client logs in with. The password itself is told once, when it is made. */
export const appPasswordSchema = v.object({
	id: idSchema,
	label: v.string(),
	createdAt: timeSchema,
	usedAt: v.optional(timeSchema),
});
export type AppPasswordInfo = v.InferOutput<typeof appPasswordSchema>;
export const appPasswordsReply = v.object({ appPasswords: v.array(appPasswordSchema) });
export const newAppPasswordBody = v.strictObject({ label: v.pipe(v.string(), v.maxLength(200)) });
export const newAppPasswordReply = v.object({ id: idSchema, password: v.string() });
export const endAppPasswordBody = v.strictObject({ id: idSchema });
