import { ensureBuild } from "@/lib/local/stack/build";

/** Once for all files that start the app: no file's own time is spent on the build. */
export async function setup(): Promise<void> {
  await ensureBuild();
}
