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

export function createScreen(output: NodeJS.WriteStream = process.stdout): Screen {
  const isTerminal = output.isTTY === true;
  const rest = new Map<string, string>();
  let pinned: string[] = [];

  const cut = (text: string) =>
    stripVTControlCharacters(text).length < (output.columns ?? 80)
      ? text
      : text.slice(0, (output.columns ?? 80) - 1);
  const clear = () => (pinned.length > 0 ? `\x1b[${pinned.length}A\x1b[0J` : "");
  const show = () => pinned.map((text) => `${cut(text)}\n`).join("");
  const line = (text: string) => void output.write(`${clear()}${text}\n${show()}`);

  const part = (name: string, chunk: string) => {
    const lines = `${rest.get(name) ?? ""}${chunk}`.split(/\r?\n/);
    rest.set(name, lines.pop() ?? "");
    const colour = colours[name.length % colours.length];
    const prefix = isTerminal ? `\x1b[${colour}m${name}\x1b[0m` : name;
    for (const text of lines) if (text.trim() !== "") line(`${prefix} | ${text}`);
  };
  const pin = (lines: string[]) => {
    if (!isTerminal) return;
    const before = clear();
    pinned = lines;
    output.write(before + show());
  };
  return { line, part, pin, isTerminal };
}
