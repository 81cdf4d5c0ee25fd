/** 32 bits of text (FNV-1a). */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return mix(hash);
}

/** Murmur's finaliser: neighbours end up far apart. */
function mix(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** A key of a thing inside another. */
export const child = (key: number, index: number): number => mix(key ^ Math.imul(index + 1, 0x9e3779b1));

/** A number in [0, 1) that only depends on its arguments. */
export const roll = (key: number, salt: number): number => child(key, salt) / 0x1_0000_0000;

export const pick = <T>(values: readonly [T, ...T[]], key: number, salt: number): T =>
  values[Math.floor(roll(key, salt) * values.length)] ?? values[0];
