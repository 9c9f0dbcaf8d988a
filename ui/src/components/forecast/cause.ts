/** A cause inside a sentence: names keep their capital, our own word for the rest does not. */
export function causeInWords(cause: string): string {
  return cause === 'Everyday spending' ? 'everyday spending' : cause
}
