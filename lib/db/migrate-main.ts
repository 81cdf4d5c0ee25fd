import { env } from "@/lib/core/env";
import { migrate } from "./migrate";

const { DATABASE_DIRECT_URL, DATABASE_URL } = env();
await migrate(DATABASE_DIRECT_URL ?? DATABASE_URL);
console.log("The database schema is up to date.");
