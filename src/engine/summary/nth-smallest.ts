/** Rounds after which the numbers are sorted instead: whoever chose them must not make this slow. */
const MOST_ROUNDS = 60;

/**
 * The smallest number but so many (Hoare's quickselect): what stands at `index` once they are sorted, without sorting them all.
 * @param numbers no NaN; their order changes
 */
export function nthSmallest(numbers: Float64Array, index: number): number {
  let from = 0;
  let to = numbers.length - 1;
  for (let round = 0; from < to; round++) {
    if (round === MOST_ROUNDS) return numbers.sort()[index]!;
    const pivot = middleOf(numbers[from]!, numbers[(from + to) >> 1]!, numbers[to]!);
    let low = from;
    let high = to;
    while (low <= high) {
      while (numbers[low]! < pivot) low++;
      while (numbers[high]! > pivot) high--;
      if (low > high) break;
      const number = numbers[low]!;
      numbers[low++] = numbers[high]!;
      numbers[high--] = number;
    }
    if (index <= high) to = high;
    else if (index >= low) from = low;
    else return pivot;
  }
  return numbers[index]!;
}

const middleOf = (a: number, b: number, c: number): number => Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
