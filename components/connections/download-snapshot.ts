import { hasSnapshot, snapshotPath } from "@/components/sync/snapshot";
import { toast } from "@/components/ui/toast";

/** Saves the connection's newest snapshot as a file, or says why there is none. */
export async function downloadSnapshot(connectionId: string): Promise<void> {
  const path = snapshotPath(connectionId);
  try {
    if (await hasSnapshot(path)) location.assign(path);
    else {
      const description = "The next sync that changes something makes one.";
      toast.info("There is no snapshot yet", { description });
    }
  } catch {
    // Fetch rejects only when the server could not be reached.
    toast.error("Freshet could not be reached. Try again.");
  }
}
