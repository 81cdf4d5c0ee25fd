import { parseArgs } from "node:util";

export type Options = Record<string, number>;

/** The numbers given as `--name value`, else the defaults. Throws at a name that is not among them. */
export function readOptions(defaults: Options): Options {
  const known = Object.fromEntries(Object.keys(defaults).map((name) => [name, { type: "string" as const }]));
  const { values } = parseArgs({ options: known });
  const given = Object.entries(values).map(([name, value]) => [name, Number(value)]);
  return { ...defaults, ...Object.fromEntries(given) };
}
