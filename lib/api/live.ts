import * as z from "zod";
import { ProgressFrame } from "./sync";

/** `?run=<id>.<seq>` once per run: the frames after `seq` are wanted. */
export const LiveQuery = z.object({ run: z.string() });

/** A frame of one of the runs that one stream follows. */
export const LiveFrame = ProgressFrame.extend({ job_id: z.string() });
export type LiveFrame = z.infer<typeof LiveFrame>;
