import { isMainThread } from "node:worker_threads";

// Loaded into every process the launcher starts: a launcher ended by kill -9 leaves nobody behind.
const parent = process.ppid;
if (isMainThread) {
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, "SIGKILL");
  }, 250).unref();
}
