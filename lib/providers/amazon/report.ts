import type { RejectedRow } from "@/lib/http/rows";
import type { SliceRequest } from "../contract";

/** A report type, as it is asked for and read. */
export type Report<Row> = {
  type: string;
  options?: Record<string, string>;
  /** Columns without which the rows mean nothing. */
  columns: readonly string[];
  /** Amazon cancels a report asked for again sooner than this: a younger one is read instead. */
  cadenceMs: number;
  /** Reports of the present, which are asked for with a window that begins so long ago. */
  backMs?: number;
  /** Amazon tells of all marketplaces of the region, whichever is asked for. */
  isRegional?: true;
  parse: (rows: Record<string, string>[], request: SliceRequest) => { rows: Row[]; rejected: RejectedRow[] };
};
