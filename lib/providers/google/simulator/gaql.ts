import { problems } from "./problems";

export type Condition = { field: string; operator: string; values: string[] };
export type Query = {
  select: string[];
  from: string;
  where: Condition[];
  orderBy: { field: string; isDescending: boolean }[];
  limit: number | null;
  parameters: Record<string, string>;
};

const token =
  /\s*(?:('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")|([A-Za-z_][\w.]*)|(-?\d[\d.]*)|(<=|>=|!=|[=<>(),]))/y;

type Token = { text: string; isText: boolean };

function tokens(query: string): Token[] {
  const found: Token[] = [];
  const text = query.trimEnd();
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const at = token.lastIndex;
    const match = token.exec(text);
    if (!match) {
      const rest = text.slice(at).trimStart();
      const isOpen = rest.startsWith("'") || rest.startsWith('"');
      throw isOpen
        ? problems.query("STRING_NOT_TERMINATED", "Error in query: string is not terminated.")
        : problems.query("BAD_SYMBOL", `Error in query: unexpected input ${rest.slice(0, 20)}.`);
    }
    const [, quoted, word, number, symbol] = match;
    if (quoted !== undefined) found.push({ text: quoted.slice(1, -1).replace(/\\(.)/g, "$1"), isText: true });
    else found.push({ text: word ?? number ?? symbol ?? "", isText: false });
  }
  return found;
}

/** Reads tokens one by one. Keywords are not case sensitive; fields are. */
class Reader {
  #at = 0;
  constructor(readonly all: Token[]) {}

  peek = () => this.all[this.#at];
  isNext = (word: string) => {
    const next = this.peek();
    return next !== undefined && !next.isText && next.text.toUpperCase() === word;
  };
  take(): Token {
    const next = this.peek();
    if (!next) throw problems.query("UNEXPECTED_END_OF_QUERY", "Error in query: unexpected end of query.");
    this.#at += 1;
    return next;
  }
  skip(word: string): boolean {
    const isThere = this.isNext(word);
    if (isThere) this.#at += 1;
    return isThere;
  }
  expect(word: string, code: string): void {
    if (!this.skip(word))
      throw problems.query(code, `Error in query: expected ${word}, got ${this.peek()?.text ?? "nothing"}.`);
  }
  field(): string {
    const { text, isText } = this.take();
    if (isText || !/^[a-z_][a-z0-9_.]*$/.test(text))
      throw problems.query("BAD_FIELD_NAME", `Error in query: bad field name ${text}.`);
    return text;
  }
}

function listOf<T>(reader: Reader, read: () => T): T[] {
  const items = [read()];
  while (reader.skip(",")) items.push(read());
  return items;
}

function valuesOf(reader: Reader, operator: string): string[] {
  if (operator === "IS NULL" || operator === "IS NOT NULL") return [];
  if (operator === "BETWEEN") {
    const low = reader.take().text;
    reader.expect("AND", "EXPECTED_AND");
    return [low, reader.take().text];
  }
  if (!operator.endsWith("IN")) return [reader.take().text];
  reader.expect("(", "EXPECTED_LIST");
  if (reader.isNext(")")) throw problems.query("PROHIBITED_EMPTY_LIST_IN_CONDITION", "The list is empty.");
  const values = listOf(reader, () => reader.take().text);
  reader.expect(")", "EXPECTED_LIST");
  return values;
}

const operators = ["=", "!=", "<", "<=", ">", ">=", "IN", "BETWEEN", "DURING", "LIKE", "IS"];

function conditionOf(reader: Reader): Condition {
  const field = reader.field();
  let operator = reader.take().text.toUpperCase();
  if (operator === "NOT") operator = `NOT ${reader.take().text.toUpperCase()}`;
  if (operator === "IS") operator = reader.skip("NOT") ? "IS NOT NULL" : "IS NULL";
  if (operator.startsWith("IS ")) reader.expect("NULL", "BAD_OPERATOR");
  if (!operators.includes(operator.replace(/^NOT /, "").split(" ")[0] ?? ""))
    throw problems.query("BAD_OPERATOR", `Error in query: bad operator ${operator}.`);
  return { field, operator, values: valuesOf(reader, operator) };
}

function conditionsOf(reader: Reader): Condition[] {
  const conditions = [conditionOf(reader)];
  while (reader.skip("AND")) conditions.push(conditionOf(reader));
  return conditions;
}

function orderOf(reader: Reader) {
  reader.expect("BY", "EXPECTED_BY");
  return listOf(reader, () => {
    const field = reader.field();
    const isDescending = reader.skip("DESC");
    if (!isDescending) reader.skip("ASC");
    return { field, isDescending };
  });
}

function limitOf(reader: Reader): number {
  const { text } = reader.take();
  if (!/^\d+$/.test(text)) throw problems.query("BAD_LIMIT_VALUE", `Error in query: bad limit ${text}.`);
  if (Number(text) < 1) throw problems.query("LIMIT_VALUE_TOO_LOW", "The limit is too low.");
  return Number(text);
}

const knownParameters = ["include_drafts", "omit_unselected_resource_names"];

function parametersOf(reader: Reader): Record<string, string> {
  const pairs = listOf(reader, () => {
    const name = reader.field();
    if (!knownParameters.includes(name))
      throw problems.query("BAD_PARAMETER_NAME", `Error in query: bad parameter name ${name}.`);
    reader.expect("=", "BAD_OPERATOR");
    const value = reader.take().text;
    if (value !== "true" && value !== "false")
      throw problems.query("BAD_PARAMETER_VALUE", `Error in query: bad parameter value ${value}.`);
    return [name, value];
  });
  return Object.fromEntries(pairs);
}

/** A query in the Google Ads Query Language. Throws the vendor's `queryError` for what is not in its grammar. */
export function parseQuery(text: string): Query {
  const reader = new Reader(tokens(text));
  reader.expect("SELECT", "EXPECTED_SELECT");
  const select = listOf(reader, () => reader.field());
  reader.expect("FROM", "EXPECTED_FROM");
  const query: Query = {
    select,
    from: reader.field(),
    where: reader.skip("WHERE") ? conditionsOf(reader) : [],
    orderBy: reader.skip("ORDER") ? orderOf(reader) : [],
    limit: reader.skip("LIMIT") ? limitOf(reader) : null,
    parameters: reader.skip("PARAMETERS") ? parametersOf(reader) : {},
  };
  const rest = reader.peek();
  if (rest) throw problems.query("UNEXPECTED_INPUT", `Error in query: unexpected input ${rest.text}.`);
  return query;
}
