/** Weights as running sums of their shares, which end at exactly 1. */
export function runningShares(weights: number[]): number[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  let running = 0;
  return weights.map((weight, index) => {
    running += weight;
    return index === weights.length - 1 ? 1 : running / whole;
  });
}
