import { ensureBrowser } from "./browser";

// Run before the browser tests; ends with 1 when they will have to be skipped.
const path = ensureBrowser();
if (path) console.log(`\nBrowser: ${path}`);
process.exit(path ? 0 : 1);
