/** A cause inside a sentence: names keep their capital, our own word for the rest does not. */
export function causeInWords(cause: string): string {
  return cause === 'Everyday spending' ? 'everyday spending' : cause
}

/** What takes the balance there: a thing is paid, everyday life is lived. */
export function whenInWords(cause: string): string {
  return cause === 'Everyday spending' ? 'through everyday spending' : `when ${cause} is paid`
}
