import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Confirm } from '@/components/ui/confirm'
import { SelectField, TextField } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import { problemSentence } from '@/services/problems'
import { addCategoryMutation, deleteCategoryMutation, renameCategoryMutation } from '@/services/queries'
import type { Category } from '@/services/types'

/** The household's own categories, beside those everybody has. */
export function Categories({ categories }: { categories: Category[] }) {
  const queryClient = useQueryClient()
  const [name, setName] = useState('')
  const add = useMutation({
    ...addCategoryMutation(),
    onSuccess: () => {
      setName('')
      return queryClient.invalidateQueries()
    },
  })
  const own = categories.filter((each) => each.is_own)
  return (
    <div className="flex flex-col gap-10">
      <Section title="Your own">
        <form
          className="flex flex-wrap items-end gap-3 py-4"
          onSubmit={(event) => {
            event.preventDefault()
            add.mutate({ body: { name: name.trim() } })
          }}
        >
          <TextField
            label="A new category"
            className="w-full md:w-72"
            maxLength={100}
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <Button type="submit" variant="secondary" busy={add.isPending} disabled={name.trim() === ''}>
            Add category
          </Button>
        </form>
        {add.isError && (
          <Notice tone="problem" alert>
            {problemSentence(add.error)}
          </Notice>
        )}
        {own.length === 0 && <p className="text-muted">None yet.</p>}
        <ul>
          {own.map((category) => (
            <Own key={category.key} category={category} categories={categories} />
          ))}
        </ul>
      </Section>
      <Section title="Built in">
        <ul className="columns-2 gap-8 pt-3 md:columns-4">
          {categories
            .filter((each) => !each.is_own)
            .map((category) => (
              <li key={category.key} className="py-0.5">
                {category.name}
              </li>
            ))}
        </ul>
      </Section>
    </div>
  )
}

function Own({ category, categories }: { category: Category; categories: Category[] }) {
  const queryClient = useQueryClient()
  const [name, setName] = useState<string | null>(null)
  const [isAsking, setIsAsking] = useState(false)
  const [moveTo, setMoveTo] = useState('')
  const onSuccess = () => queryClient.invalidateQueries()
  const rename = useMutation({
    ...renameCategoryMutation(),
    onSuccess: () => {
      setName(null)
      return onSuccess()
    },
  })
  const remove = useMutation({ ...deleteCategoryMutation(), onSuccess })
  const id = category.id
  if (id === null) return null
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-rule py-1">
      {name === null ? (
        <>
          <span>{category.name}</span>
          <span className="flex gap-5">
            <Button
              variant="quiet"
              aria-label={`Rename ${category.name}`}
              onClick={() => setName(category.name)}
            >
              Rename
            </Button>
            <Button variant="quiet" aria-label={`Delete ${category.name}`} onClick={() => setIsAsking(true)}>
              Delete
            </Button>
            <Confirm
              open={isAsking}
              onOpenChange={setIsAsking}
              title={`Delete ${category.name}?`}
              confirm="Delete"
              busy={remove.isPending}
              problem={remove.isError ? problemSentence(remove.error) : null}
              onConfirm={() =>
                remove.mutate({
                  path: { category_id: id },
                  query: moveTo === '' ? {} : { move_to: moveTo },
                })
              }
            >
              <p>Its payments stay. Where do they go?</p>
              <SelectField
                label="They go to"
                value={moveTo}
                onChange={(event) => setMoveTo(event.target.value)}
              >
                <option value="">Where they would be without it</option>
                {categories
                  .filter((each) => each.key !== category.key)
                  .map((each) => (
                    <option key={each.key} value={each.key}>
                      {each.name}
                    </option>
                  ))}
              </SelectField>
            </Confirm>
          </span>
        </>
      ) : (
        <form
          className="flex w-full flex-wrap items-end gap-3 py-2"
          onSubmit={(event) => {
            event.preventDefault()
            rename.mutate({ path: { category_id: id }, body: { name: name.trim() } })
          }}
        >
          <TextField
            label="New name"
            className="w-full md:w-72"
            maxLength={100}
            value={name}
            problem={rename.isError ? problemSentence(rename.error) : undefined}
            onChange={(event) => setName(event.target.value)}
          />
          <Button type="submit" variant="secondary" busy={rename.isPending} disabled={name.trim() === ''}>
            Save
          </Button>
          <Button variant="quiet" onClick={() => setName(null)}>
            Leave it
          </Button>
        </form>
      )}
    </li>
  )
}
