import { problems } from "./problems";

/** A value of Rest.li 2.0 as it was meant. */
export type Value = string | Value[] | { [name: string]: Value };

/** Reads one value and says where it ended. Raw brackets, commas, colons and quotes are structure, never text. */
class Reader {
  #at = 0;

  constructor(readonly text: string) {}

  get isDone(): boolean {
    return this.#at >= this.text.length;
  }

  value(): Value {
    if (this.text.startsWith("List(", this.#at)) {
      this.#at += 5;
      return this.#members(() => this.value());
    }
    if (this.text[this.#at] !== "(") return this.#primitive();
    this.#at += 1;
    const members = this.#members((): [string, Value] => {
      const name = this.#primitive();
      this.#take(":");
      return [name, this.value()];
    });
    return Object.fromEntries(members);
  }

  #members<T>(read: () => T): T[] {
    const found: T[] = [];
    if (this.text[this.#at] === ")") {
      this.#at += 1;
      return found;
    }
    for (;;) {
      found.push(read());
      if (this.text[this.#at] === ")") {
        this.#at += 1;
        return found;
      }
      this.#take(",");
    }
  }

  #take(letter: string): void {
    if (this.text[this.#at] !== letter) throw problems.syntax(`expected '${letter}' at ${this.#at}`);
    this.#at += 1;
  }

  #primitive(): string {
    const [raw = ""] = /^[^(),:]*/.exec(this.text.slice(this.#at)) ?? [];
    this.#at += raw.length;
    return decode(raw);
  }
}

function decode(raw: string): string {
  if (raw === "''" || raw === "%27%27") return "";
  try {
    return decodeURIComponent(raw.replaceAll("+", " "));
  } catch {
    throw problems.syntax("a percent sign without its digits");
  }
}

export const isStructured = (raw: string) => /^(List)?\(/.test(raw);

/** A parameter's value. Plain ones may hold colons and commas as they are: `fields=a,b`. */
export function readValue(raw: string): Value {
  if (!isStructured(raw)) return decode(raw);
  const reader = new Reader(raw);
  const value = reader.value();
  if (!reader.isDone) throw problems.syntax("something follows the closing bracket");
  return value;
}

/** A query's parameters by name, still in their own spelling. */
export function splitQuery(search: string): Map<string, string> {
  const pairs = search.split("&").filter(Boolean);
  return new Map(
    pairs.map((pair) => {
      const [name = "", ...rest] = pair.split("=");
      return [decode(name), rest.join("=")];
    }),
  );
}
