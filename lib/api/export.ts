import * as z from "zod";
import { Day } from "@/lib/domain/day";
import { Level } from "@/lib/domain/metric";
import { Numbers } from "./numbers";

const inOrder = ({ from, to }: { from?: string; to?: string }) => !from || !to || from <= to;
const orderProblem = { path: ["from"], message: "must not be after `to`" };

/** Days of each account's own calendar, both included; the last 30 when left out. */
export const DaysQuery = z.object({ from: Day.optional(), to: Day.optional() }).refine(inOrder, orderProblem);
export type DaysQuery = z.infer<typeof DaysQuery>;

export const ExportQuery = z
  .object({
    format: z.enum(["csv", "json"]).default("csv"),
    connectionId: z.string().optional(),
    level: Level.default("account"),
    from: Day.optional(),
    to: Day.optional(),
  })
  .refine(inOrder, orderProblem);
export type ExportQuery = z.infer<typeof ExportQuery>;

/** One entity's numbers of one day; the columns of the CSV, in order. */
export const ExportRow = z
  .object({
    connection_id: z.string(),
    provider: z.string(),
    account_id: z.string(),
    account_name: z.string(),
    currency: z.string(),
    timezone: z.string(),
    level: Level,
    entity_id: z.string(),
    entity_name: z.string(),
    day: z.string(),
  })
  .extend(Numbers.shape);
export type ExportRow = z.infer<typeof ExportRow>;

export const ExportResponse = z.array(ExportRow);
