import * as z from "zod";
import { blankAsMissing, Id, Rows } from "./schema-values";

export const TokenAnswer = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  expires_in: z.coerce.number().int().min(1).max(86_400).default(3_600),
});
export type TokenAnswer = z.infer<typeof TokenAnswer>;

export const Participations = z.object({ payload: Rows });

export const Participation = z.object({
  marketplace: z.object({
    id: Id,
    name: z.string().default(""),
    defaultCurrencyCode: z.string().regex(/^[A-Z]{3}$/, "not a currency code"),
  }),
  // Suspended listings do not end a participation: orders, stock and money go on.
  participation: z.object({ isParticipating: z.boolean() }),
  storeName: z.string().optional(),
});
export type Participation = z.infer<typeof Participation>;

const token = blankAsMissing(z.string());

export const InventoryAnswer = z.object({
  payload: z.object({ inventorySummaries: Rows }),
  // Outside the payload, unlike in every other API.
  pagination: z.object({ nextToken: token }).nullish(),
});

export const ReportCreated = z.object({ reportId: Id });
export const ReportRun = z.object({
  reportId: Id,
  reportType: z.string(),
  processingStatus: z.string(),
  createdTime: z.string().optional(),
  dataStartTime: z.string().optional(),
  dataEndTime: z.string().optional(),
  marketplaceIds: z.array(z.string()).nullish(),
  reportDocumentId: blankAsMissing(Id),
});
export type ReportRun = z.infer<typeof ReportRun>;
export const ReportList = z.object({ reports: z.array(z.unknown()), nextToken: token });
export const ReportDocument = z.object({
  reportDocumentId: Id,
  url: z.url(),
  compressionAlgorithm: blankAsMissing(z.string()),
});
export type ReportDocument = z.infer<typeof ReportDocument>;
