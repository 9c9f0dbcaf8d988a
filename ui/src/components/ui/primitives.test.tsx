import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Dialog } from 'radix-ui'
import { createRef, type ReactElement } from 'react'
import { afterEach, describe, expect, test } from 'vitest'
import { Button } from './button'
import { CheckField, SelectField, TextAreaField, TextField } from './field'
import { Money } from './money'

afterEach(cleanup)

// On React 18 a primitive that doesn't forward its ref breaks triggers and focus.
describe('Every primitive that renders one element', () => {
  test.each<[string, ReactElement]>([
    ['Button', <Button key="b">Open</Button>],
    ['Money', <Money key="m" minor={100} currency="GBP" tabIndex={0} />],
  ])('%s works as a trigger', async (_name, primitive) => {
    render(
      <Dialog.Root>
        <Dialog.Trigger asChild>{primitive}</Dialog.Trigger>
        <Dialog.Content aria-describedby={undefined}>
          <Dialog.Title>Opened</Dialog.Title>
        </Dialog.Content>
      </Dialog.Root>,
    )

    await userEvent.click(screen.getByText(/Open|£1.00/))

    expect(screen.getByText('Opened')).toBeTruthy()
  })

  test('fields hand their control to a form', () => {
    const text = createRef<HTMLInputElement>()
    const select = createRef<HTMLSelectElement>()
    const check = createRef<HTMLInputElement>()
    const area = createRef<HTMLTextAreaElement>()
    render(
      <>
        <TextField ref={text} label="Name" problem="Give it a name." />
        <SelectField ref={select} label="Kind" />
        <TextAreaField ref={area} label="Note" />
        <CheckField ref={check} label="Varies" />
      </>,
    )

    expect(text.current).toBe(screen.getByLabelText('Name'))
    expect(select.current).toBe(screen.getByLabelText('Kind'))
    expect(area.current).toBe(screen.getByLabelText('Note'))
    expect(check.current).toBe(screen.getByLabelText('Varies'))
  })

  test('a field ties what is wrong to its control', () => {
    render(<TextField label="Name" problem="Give it a name." />)

    const control = screen.getByLabelText('Name')
    expect(control.getAttribute('aria-invalid')).toBe('true')
    const describedBy = control.getAttribute('aria-describedby') ?? ''
    expect(document.getElementById(describedBy)?.textContent).toBe('Give it a name.')
  })
})
