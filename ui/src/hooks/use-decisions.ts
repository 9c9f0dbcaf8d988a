import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Decision } from '@/services/decisions'
import { keyOf, type Settled, withSettled } from '@/services/needs'
import type { Need } from '@/services/types'

/** What is open and what was settled on this page just now, which keeps its place and its way back. */
export function useSettled(needs: readonly Need[]) {
  const [settled, setSettled] = useState<Settled[]>([])
  return {
    cards: withSettled(needs, settled),
    settle: (need: Need, place: number, { words, undo }: Decision) =>
      setSettled([...settled, { need, words, place, undo }]),
    takeBack: (need: Need) => setSettled(settled.filter((each) => keyOf(each.need) !== keyOf(need))),
  }
}

/** Do what was decided; every figure is read again after it. */
export function useDecision(onSettled: (decision: Decision) => void) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (decision: Decision) => decision.take(),
    onSuccess: (_answer, decision) => {
      onSettled(decision)
      return queryClient.invalidateQueries()
    },
  })
}

/** Undo what was decided. */
export function useTakeBack(undo: Decision['undo'], onUndone: () => void) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async () => undo?.(),
    onSuccess: async () => {
      await queryClient.invalidateQueries()
      onUndone()
    },
  })
}
