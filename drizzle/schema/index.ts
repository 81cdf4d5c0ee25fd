export * from "./auth";
export * from "./connections";
export * from "./facts";
export * from "./operations";
export * from "./roles";
export * from "./runs";
export * from "./snapshots";
