import { stripVTControlCharacters } from "node:util";

/** A terminal whose last lines can be pinned (progress) while the lines of the parts scroll above them. */
export type Screen = {
  line: (text: string) => void;
  /** Output of a part in any chunks, printed by whole lines with its name in front. */
  part: (name: string, chunk: string) => void;
  /** Replaces the pinned lines; only on a terminal. */
  pin: (lines: string[]) => void;
  isTerminal: boolean;
};

const colours = [36, 35, 33, 32, 34];

/** Columns a character takes: names of campaigns come in every script. */
const widthOf = (character: string) =>
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}]/u.test(
    character,
  )
    ? 2
    : 1;

/** The start of a plain line that fits: a pinned line that wraps could not be taken back. */
function cut(text: string, columns: number): string {
  let left = columns;
  let end = 0;
  for (const character of text) {
    left -= widthOf(character);
    if (left < 0) break;
    end += character.length;
  }
  return text.slice(0, end);
}

export function createScreen(output: NodeJS.WriteStream = process.stdout): Screen {
  const isTerminal = output.isTTY === true;
  const rest = new Map<string, string>();
  let pinned: string[] = [];

  const clear = () => (pinned.length > 0 ? `\x1b[${pinned.length}A\x1b[0J` : "");
  const show = () => pinned.map((text) => `${cut(text, (output.columns ?? 80) - 1)}\n`).join("");
  const line = (text: string) => void output.write(`${clear()}${text}\n${show()}`);

  const part = (name: string, chunk: string) => {
    const lines = `${rest.get(name) ?? ""}${chunk}`.split(/\r?\n/);
    rest.set(name, lines.pop() ?? "");
    const colour = colours[name.length % colours.length];
    const prefix = isTerminal ? `\x1b[${colour}m${name}\x1b[0m` : name;
    for (const text of lines) if (stripVTControlCharacters(text).trim() !== "") line(`${prefix} | ${text}`);
  };
  const pin = (lines: string[]) => {
    if (!isTerminal || lines.join("\n") === pinned.join("\n")) return;
    const before = clear();
    pinned = lines;
    output.write(before + show());
  };
  return { line, part, pin, isTerminal };
}
