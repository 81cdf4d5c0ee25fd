import type { Question } from "../../simulation";
import { problems } from "./problems";
import { readValue, splitQuery, type Value } from "./restli";

/** What a question asks for, parameter by parameter. Wrong shapes are refused as LinkedIn does. */
export class Asked {
  readonly #raw: Map<string, string>;

  constructor({ search }: Pick<Question, "search">) {
    this.#raw = splitQuery(search);
  }

  has(name: string): boolean {
    return this.#raw.has(name);
  }

  value(name: string): Value | undefined {
    const raw = this.#raw.get(name);
    return raw === undefined ? undefined : readValue(raw);
  }

  text(name: string): string | null {
    const value = this.value(name);
    if (value === undefined) return null;
    if (typeof value !== "string") throw problems.param(name, "is not a plain value");
    return value;
  }

  /** A list; an enum may come as `(value:X)` as well. */
  list(name: string): string[] | null {
    const value = this.value(name);
    if (value === undefined) return null;
    if (!Array.isArray(value)) throw problems.param(name, "is not a List(..)");
    return value.map((member) => {
      if (typeof member !== "string") throw problems.param(name, "holds something that is no value");
      return member;
    });
  }

  choice(name: string): string | null {
    const value = this.value(name);
    if (value === undefined || typeof value === "string") return value ?? null;
    const inner = Array.isArray(value) ? undefined : value.value;
    if (typeof inner !== "string") throw problems.param(name, "is not one of its values");
    return inner;
  }

  /** The values of one filter: `search=(status:(values:List(ACTIVE)))`. */
  filter(name: string): string[] | null {
    const search = this.value("search");
    if (search === undefined) return null;
    if (typeof search === "string" || Array.isArray(search)) throw problems.param("search", "is no record");
    const filter = search[name];
    if (filter === undefined) return null;
    if (typeof filter === "string") return [filter];
    const values = Array.isArray(filter) ? filter : filter.values;
    if (!Array.isArray(values)) throw problems.param(`search.${name}`, "has no values");
    return values.map(String);
  }

  whole(name: string, fallback: number, most: number): number {
    const text = this.text(name);
    if (text === null) return fallback;
    const number = Number(text);
    if (!Number.isInteger(number) || number < 0 || number > most)
      throw problems.param(name, `is not a number up to ${most}`);
    return number;
  }
}
