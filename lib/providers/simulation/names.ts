type Named = { name: string };

/** The business at `index` of a list that is gone round as often as needed: `Meridian Cycles`, `Meridian Cycles 2`, … */
export function businessAt<B extends Named>(list: readonly B[], index: number): Omit<B, "name"> & Named {
  const business = list[index % list.length];
  if (!business) throw new Error("no businesses");
  const round = Math.floor(index / list.length);
  return round === 0 ? business : { ...business, name: `${business.name} ${round + 1}` };
}

/** The last `width` digits of a number, for ids that are equally long. */
export const digits = (value: number, width: number): string =>
  String(value % 10 ** width).padStart(width, "0");
