import { fields, resourceOf } from "./fields";
import type { Query } from "./gaql";
import type { WorldRow } from "./row";

type Json = Record<string, unknown>;

const camel = (name: string) =>
  name.replace(/_([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
const pathOf = (field: string) => field.split(".").map(camel);

/** `adGroup.id,segments.date`: what was selected, in JSON's spelling. */
export const fieldMaskOf = ({ select }: Query): string =>
  select.map((name) => pathOf(name).join(".")).join(",");

/** Resource names come with every resource of an answer, unless only the selected ones are wanted. */
function shown({ select, from, parameters }: Query): string[] {
  if (parameters.omit_unselected_resource_names === "true") return select;
  const names = new Set([from, ...select.map(resourceOf)].map((resource) => `${resource}.resource_name`));
  if (select.some((name) => name.startsWith("ad_group_ad.ad."))) names.add("ad_group_ad.ad.resource_name");
  return [...new Set([...names].filter((name) => Object.hasOwn(fields, name))), ...select];
}

function put(json: Json, path: string[], value: unknown): void {
  let place = json;
  for (const part of path.slice(0, -1)) {
    place[part] ??= {};
    place = place[part] as Json;
  }
  place[path.at(-1) ?? ""] = value;
}

/** A row as JSON: nested, camel case, whole numbers as text, and what is unset left out. */
export function renderer(query: Query): (row: WorldRow) => Json {
  const plan = shown(query).map((name) => ({ path: pathOf(name), field: fields[name] }));
  return (row) => {
    const json: Json = {};
    for (const { path, field } of plan) {
      const value = field?.read(row);
      if (value !== undefined) put(json, path, value);
    }
    return json;
  };
}
