/** Runs a proof, prints the promises that are broken, cleans up and ends the process: 0 when every promise held. */
export async function settle(proof: () => Promise<string[]>, cleanUp: () => Promise<void>): Promise<never> {
  const startedAt = Date.now();
  const broken = await proof().catch((error: Error) => [error.stack ?? error.message]);
  const { resetDatabase } = await import("@/lib/db/client");
  await resetDatabase();
  await cleanUp();
  for (const promise of broken) console.log(`BROKEN  ${promise}`);
  const seconds = Math.round((Date.now() - startedAt) / 1_000);
  console.log(`\n${broken.length === 0 ? "Every promise held" : `${broken.length} broken`} (${seconds} s)`);
  process.exit(broken.length === 0 ? 0 : 1);
}
